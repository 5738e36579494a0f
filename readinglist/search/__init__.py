"""A disposable full-text index over the library: the only package that knows Whoosh."""
