"""Problems for people and for tools: text, JSON, SARIF, GitHub annotations."""
