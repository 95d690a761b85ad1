"""newsfacts inside other people's jobs: Arrow batches (Spark, Dask, Ray), dlt, PostgreSQL.

Each module is thin: it hands articles in and rows of `newsfacts.tables` on, and needs its own package only.
``examples/`` has a worked use of each.
"""
