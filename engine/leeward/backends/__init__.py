"""Compilers: every module here turns a `ClinicalProtocol` into something."""
