"""Where resources come from: a command line, a file, the tables of a database.

Each module here reads one form, and gives resources as the answer `resources` has them. Whether
they make sense is for the template's catalogue to say, which knows its own types and names.
"""
