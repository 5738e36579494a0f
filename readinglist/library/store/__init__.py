"""SQLite under the library: tables, connections, migrations, recording, trouble."""
