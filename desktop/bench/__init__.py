"""How fast it is: our engine, the published method, llama.cpp and the machine's limit, in turn."""
