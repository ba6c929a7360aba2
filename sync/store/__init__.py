"""The terminal's database: outbox, drafts, receipt ledger, audit and counters, keyed and durable."""

import sys

import sqlcipher3
import sqlcipher3.dbapi2

# sqlite_utils takes the first of pysqlite3 and sqlite3 that it can import; given this name it uses, and catches the
# exceptions of, the one SQLite that is keyed and free of the WAL-reset bug of 3.7.0 to 3.51.2.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2
