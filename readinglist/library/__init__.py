"""The store: the only package that knows SQLModel and SQLAlchemy."""
