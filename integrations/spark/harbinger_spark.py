#!/usr/bin/env python3
"""Codes reports on Apache Spark and writes their events as Parquet.

    spark-submit harbinger_spark.py [--format jsonl|text|parquet|warc] [--wheel FILE] IN OUT

IN is any path that Spark reads. In OUT stand afterwards

    lines/status=coded/   coded reports as `harbinger code --with-text` writes them, gzipped:
                          `harbinger add ARCHIVE OUT/lines/status=coded` takes them as they are
    lines/status=aside/   reports that could not be read, with the reason
    events/               one row an event, Parquet, partitioned by month and country

What is in OUT already is not coded again: a report is known by the hash of its line (of a file's
path and content for text), so that a run that was cut off, or one with more reports, goes on where
the last one ended. `--wheel` ships Harbinger to the executors; without it they have it installed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from typing import Any, Iterable, Iterator

from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession, functions as F, types as T

SHIPPED = "harbinger_wheel"
KEY = r'^\{"key":"([0-9a-f]{64})"'
UNKNOWN = "unknown"  # the month or country of an event that has none

EVENT = T.StructType(
    [T.StructField(name, T.StringType()) for name in ("key", "report", "id", "published", "type", "mode", "context")]
    + [T.StructField("quad", T.IntegerType())]
    + [T.StructField(name, T.DoubleType()) for name in ("goldstein", "score", "confidence")]
    + [T.StructField(name, T.StringType()) for name in ("status", "actor", "actor_code", "recipient", "recipient_code")]
    + [T.StructField(name, T.StringType()) for name in ("when", "place", "country")]
    + [T.StructField("lat", T.DoubleType()), T.StructField("lon", T.DoubleType())]
    + [T.StructField(name, T.StringType()) for name in ("by", "by_kind", "stance", "sentence", "rule", "url", "outlet", "month")]
)


def harbinger_module():
    """Harbinger, as it was shipped with the job or is installed."""
    folder = os.path.join(SparkFiles.getRootDirectory(), SHIPPED)
    if os.path.isdir(folder) and folder not in sys.path:
        sys.path.insert(0, folder)
    import harbinger

    return harbinger


# ---- reading: every format becomes rows of (key, line), a line a report as JSON ----


def read_lines(spark: SparkSession, path: str) -> DataFrame:
    lines = spark.read.text(path).where(F.trim("value") != "").withColumnRenamed("value", "line")
    return lines.select(F.sha2("line", 256).alias("key"), "line")


def read_texts(spark: SparkSession, path: str) -> DataFrame:
    files = spark.read.text(path, wholetext=True).select(F.input_file_name().alias("path"), "value")
    line = F.to_json(F.struct(F.regexp_extract("path", r"([^/]+)$", 1).alias("id"), F.col("value").alias("text")))
    return files.select(F.sha2(F.concat("path", "value"), 256).alias("key"), line.alias("line"))


def read_parquet(spark: SparkSession, path: str) -> DataFrame:
    table = spark.read.parquet(path)
    known = [c for c in ("id", "date", "title", "url", "outlet", "text") if c in table.columns]
    if "text" not in known:
        raise SystemExit(f"harbinger: {path} has no column 'text', but {', '.join(table.columns)}")
    line = F.to_json(F.struct(*[F.col(c).cast("string").alias(c) for c in known]))
    return table.select(F.sha2(line, 256).alias("key"), line.alias("line"))


def read_archives(spark: SparkSession, path: str) -> DataFrame:
    """WARC files: each is taken apart by `harbinger extract` on the executor that holds it."""
    lines = spark.sparkContext.binaryFiles(path).flatMap(extract).map(lambda line: (line,))
    table = spark.createDataFrame(lines, T.StructType([T.StructField("line", T.StringType())]))
    return table.select(F.sha2("line", 256).alias("key"), "line")


def extract(file: tuple[str, bytes]) -> Iterator[str]:
    program = str(harbinger_module().program())
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(file[1])
        copy.flush()
        done = subprocess.run([program, "extract", copy.name], stdout=subprocess.PIPE, check=False)
    if done.returncode > 1:
        raise RuntimeError(f"harbinger extract gave up on {file[0]}")
    return iter(done.stdout.decode().splitlines())


READERS = {"jsonl": read_lines, "text": read_texts, "parquet": read_parquet, "warc": read_archives}


# ---- coding ----


def code_partition(rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Rows (key, line) → (coded line with its key, its status), one after another."""
    harbinger = harbinger_module()
    keys: list[str] = []

    def reports() -> Iterator[bytes]:
        for key, line in rows:
            keys.append(key)
            yield line.encode()

    for line in harbinger.code_lines(reports(), jobs=1):
        status = "aside" if b'"error":{' in line[:80] or b'"error": {' in line[:80] else "coded"
        yield f'{{"key":"{keys.pop(0)}",{line[1:-1].decode()}', status


def known_keys(spark: SparkSession, out: str) -> DataFrame | None:
    if not exists(spark, f"{out}/lines"):
        return None
    lines = spark.read.text(f"{out}/lines")
    return lines.select(F.regexp_extract("value", KEY, 1).alias("key")).distinct()


def exists(spark: SparkSession, path: str) -> bool:
    target = spark._jvm.org.apache.hadoop.fs.Path(path)
    return target.getFileSystem(spark._jsc.hadoopConfiguration()).exists(target)


def code_new(spark: SparkSession, reports: DataFrame, out: str, partitions: int) -> None:
    reports = reports.dropDuplicates(["key"])
    known = known_keys(spark, out)
    if known is not None:
        reports = reports.join(known, "key", "left_anti")
    coded = reports.select("key", "line").repartition(partitions).rdd.mapPartitions(code_partition)
    schema = T.StructType([T.StructField("value", T.StringType()), T.StructField("status", T.StringType())])
    table = spark.createDataFrame(coded, schema)
    table.write.mode("append").partitionBy("status").option("compression", "gzip").text(f"{out}/lines")


# ---- events ----


def flatten(line: str) -> Iterator[tuple]:
    report = json.loads(line)
    for e in report["events"]:
        where, by = e["where"] or {}, e["by"] or {}
        begin, end = report["sentences"][e["sentence"]]
        yield (
            report["key"], report["id"], e["id"], report["date"], e["type"], ";".join(e["mode"]), ";".join(e["context"]),
            e["quad"], e["goldstein"], e["score"], e["confidence"], e["status"],
            names(e["actor"]), codes(e["actor"]), names(e["recipient"]), codes(e["recipient"]),
            e["when"], where.get("name"), where.get("country") or UNKNOWN, where.get("lat"), where.get("lon"),
            by.get("code"), by.get("kind"), by.get("stance"), report["text"][begin:end], e["rule"],
            report["url"], report["outlet"], (e["when"] or report["date"] or UNKNOWN)[:7],
        )  # fmt: skip


def names(parties: list[dict]) -> str:
    return ";".join(p["name"] or p["text"] for p in parties)


def codes(parties: list[dict]) -> str:
    return ";".join(p["code"] for p in parties)


def write_events(spark: SparkSession, out: str, is_rebuilt: bool) -> None:
    if not exists(spark, f"{out}/lines/status=coded"):
        return
    lines = spark.read.text(f"{out}/lines/status=coded")
    lines = lines.select(F.regexp_extract("value", KEY, 1).alias("key"), "value")
    is_new = is_rebuilt or not exists(spark, f"{out}/events/_SUCCESS")
    if not is_new:
        lines = lines.join(spark.read.parquet(f"{out}/events").select("key").distinct(), "key", "left_anti")
    events = spark.createDataFrame(lines.rdd.flatMap(lambda row: flatten(row.value)), EVENT)
    writer = events.write.mode("overwrite" if is_new else "append").partitionBy("month", "country")
    writer.parquet(f"{out}/events")


def main() -> None:
    parser = argparse.ArgumentParser(prog="harbinger_spark.py", description=__doc__.split("\n\n")[0])
    parser.add_argument("--format", choices=READERS, default="jsonl")
    parser.add_argument("--wheel", help="the Python package of Harbinger, shipped with the job")
    parser.add_argument("--partitions", type=int, help="tasks that code (default: four a core)")
    parser.add_argument("--rebuild-events", action="store_true", help="write all events anew from the coded lines")
    parser.add_argument("input", metavar="IN")
    parser.add_argument("out", metavar="OUT")
    args = parser.parse_args()
    spark = SparkSession.builder.appName("harbinger").getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        if args.wheel:
            archive = os.path.join(folder, f"{SHIPPED}.zip")
            os.symlink(os.path.abspath(args.wheel), archive)
            spark.sparkContext.addArchive(f"{archive}#{SHIPPED}")
        partitions = args.partitions or 4 * spark.sparkContext.defaultParallelism
        code_new(spark, READERS[args.format](spark, args.input), args.out, partitions)
        write_events(spark, args.out, args.rebuild_events)
    spark.stop()


if __name__ == "__main__":
    main()
