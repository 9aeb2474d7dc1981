"""Small faults written into a document on purpose: which of them does no case and no check notice?"""
