"""Tasks on screen: how an entry is answered, jobs and their results, the editor of prompt files."""
