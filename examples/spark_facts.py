"""Apache Spark: a DataFrame of articles becomes tables of facts, on one machine or a cluster.

    pip install 'newsfacts[spark]'      # on the driver and on every worker; Spark 4 wants Java 17
    spark-submit examples/spark_facts.py articles.parquet facts/

articles.parquet has the columns id, text and perhaps title and published. facts/ gets documents, facts and failures.
"""

import sys

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from newsfacts.adapters.arrow import document_schema, read_batches, table_batches
from newsfacts.tables import arrow_schema


def documents(articles: DataFrame) -> DataFrame:
    """Read each article once: id, document, error, reason. Cache it, or write it, before taking tables of it."""
    return articles.mapInArrow(read_batches, from_arrow_schema(document_schema()))


def table(read: DataFrame, name: str) -> DataFrame:
    """The rows of one table."""
    return read.mapInArrow(lambda batches: table_batches(batches, name), from_arrow_schema(arrow_schema(name)))


def main(source: str, target: str) -> None:
    """Articles in Parquet to facts in Parquet."""
    spark = SparkSession.builder.appName("newsfacts").getOrCreate()
    # Small batches spread the reading evenly: an article costs far more than its transport.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
    articles = spark.read.parquet(source).repartition(2 * spark.sparkContext.defaultParallelism)
    documents(articles).write.parquet(f"{target}/documents")
    read = spark.read.parquet(f"{target}/documents")
    table(read, "facts").write.parquet(f"{target}/facts")
    failures = read.where("document is null").select("id", "error", "reason")
    failures.write.json(f"{target}/failures")
    print(
        f"{read.count()} articles = {read.where('document is not null').count()} results + {failures.count()} failures"
    )
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
