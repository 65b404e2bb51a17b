"""The recipe of the bundled model: prepare, tokenizer, train, evaluate, export. See README.md."""
