#!/usr/bin/env python3
"""Codes reports on Apache Spark and writes their events as Parquet.

    spark-submit harbinger_spark.py [--format jsonl|text|parquet|warc] [--wheel FILE] IN OUT

IN is any path that Spark reads. OUT is a folder that all executors reach: a path, hdfs://, s3://,
gs:// or abfs://. pyarrow alone writes and reads it, so that Spark needs no connector for it;
`?endpoint_override=HOST:PORT&scheme=http` behind an s3 address names a store of one's own. In it
stand afterwards

    lines/                   coded reports as `harbinger code --with-text` writes them, packed:
                             `harbinger add ARCHIVE OUT/lines` takes them as they are
    events/                  one row an event, Parquet, partitioned by month and country
    reports/status=coded/    one row a report, Parquet: its key, id, day and number of events
    reports/status=aside/    the same of reports that could not be read, with the reason

What is in OUT already is not coded again: a report is known by the hash of its line (of a file's
path and content for text), so that a run with more reports goes on where the last one ended.
`--wheel` ships Harbinger to the executors; without it they have it installed. One job at a time
writes to OUT.

How it goes: reports are spread over tasks by their hash; a task codes them, a call of the C library
for dozens, and packs what comes out, lines and typed columns; events of a month and country
meet in one task, which writes them once. No coded line is ever parsed. A task writes to a folder of
its own under OUT/_work-RUN, and only what Spark took as its result is moved into place (publish), so
that a task that is run again, or twice at the same time, leaves nothing behind.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import uuid
import zlib
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Callable, Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset
import pyarrow.fs
import pyarrow.parquet
from pyspark import SparkFiles, TaskContext
from pyspark.sql import DataFrame, SparkSession, functions as F, types as T

SHIPPED = "harbinger_wheel"
UNKNOWN = "unknown"  # the month or country of an event that has none
BATCH = 64  # reports in one call of the library, and rows that Spark hands to Python at once
PACK_BYTES = 4 << 20  # of events, before a task hands them on
WRITE_BYTES = 32 << 20  # of events, before a task writes them
WORK = "_work-"  # folders that Spark and Harbinger pass over

Batches = Iterator[pa.RecordBatch]


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


# ---- coding: rows of (key, line) become packs, which go to the tasks that write ----

PACK = "task int, kind string, data binary"
PACK_SCHEMA = pa.schema([("task", pa.int32()), ("kind", pa.string()), ("data", pa.binary())])


def coder(tasks: list[int], jobs: int, packing: str) -> Callable[[Batches], Batches]:
    """What codes a task's reports on `jobs` threads; `tasks` are the keys of those that write."""

    def code(batches: Batches) -> Batches:
        harbinger = harbinger_module()
        # Where a pack goes must follow from the reports alone: a task that Spark runs again, after some of
        # its packs have been read, must send the same ones there.
        task = tasks[TaskContext.get().partitionId() % len(tasks)]
        seen: set[str] = set()
        reports: list[pa.Table] = []
        events: list[pa.Table] = []
        held = 0  # bytes of events
        for batch in batches:
            fresh = [row for row in zip(*batch.to_pydict().values()) if not (row[0] in seen or seen.add(row[0]))]
            keys = pa.array([key for key, _ in fresh], pa.string())
            # One, or none where all of them came before.
            for coded in harbinger.code_batches((line.encode() for _, line in fresh), jobs, size=len(fresh) or 1):
                lines = "".join(coded["line"].drop_null().to_pylist()).encode()
                yield pack(task, "lines", pa.Codec(packing, 1).compress(lines, asbytes=True))
                reports.append(reports_of(keys, coded))
                events.append(events_of(keys, coded["events"]))
                held += events[-1].nbytes
            if held > PACK_BYTES:
                yield from packs_of_tables(task, reports, events, tasks)
                held = 0
        yield from packs_of_tables(task, reports, events, tasks)

    return code


def packs_of_tables(task: int, reports: list[pa.Table], events: list[pa.Table], tasks: list[int]) -> Batches:
    """Empties both lists."""
    if reports:
        yield pack(task, "reports", to_bytes(pa.concat_tables(reports)))
        yield from packs_of_events(pa.concat_tables(events), tasks)
    reports.clear()
    events.clear()


def pack(task: int, kind: str, data: bytes) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([{"task": task, "kind": kind, "data": data}], PACK_SCHEMA)


def to_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def reports_of(keys: pa.Array, coded: pa.RecordBatch) -> pa.Table:
    status = pc.if_else(pc.is_null(coded["error"]), "coded", "aside")
    events = pc.list_value_length(coded["events"])
    columns = [keys, coded["id"], coded["published"], events, coded["error"], status]
    return pa.table(columns, ["key", "id", "published", "events", "error", "status"])


def events_of(keys: pa.Array, lists: pa.Array) -> pa.Table:
    """Rows of the library, with the key of their report and the folder where they belong."""
    rows = pa.Table.from_batches([pa.RecordBatch.from_struct_array(lists.flatten())])
    day = pc.fill_null(pc.coalesce(rows["when"], rows["published"]), UNKNOWN)
    country = pc.fill_null(rows["country"], UNKNOWN)
    rows = rows.add_column(0, "key", keys.take(pc.list_parent_indices(lists)))
    rows = rows.set_column(rows.column_names.index("country"), "country", country)
    return rows.append_column("month", pc.utf8_slice_codeunits(day, 0, 7))


def packs_of_events(events: pa.Table, tasks: list[int]) -> Batches:
    """All of a month and country go to one task."""
    places = pc.binary_join_element_wise(events["month"], events["country"], "/").combine_chunks().dictionary_encode()
    task_of = [tasks[zlib.crc32(place.encode()) % len(tasks)] for place in places.dictionary.to_pylist()]
    events = events.append_column("task", pa.array(task_of, pa.int32()).take(places.indices)).sort_by("task")
    begin = 0
    for task, rows in groupby(events["task"].to_pylist()):
        n = len(list(rows))
        yield pack(task, "events", to_bytes(events.slice(begin, n).drop_columns(["task"])))
        begin += n


# ---- writing: packs become files ----


class Writer:
    """The files of one attempt at a task, in a folder of its own."""

    def __init__(self, out: str, run: str, suffix: str) -> None:
        self.name, self.suffix = uuid.uuid4().hex, suffix
        self.folder = f"{WORK}{run}/{self.name}"
        self.files = place_of(out)
        self.tables: dict[str, list[pa.Table]] = {"events": [], "reports": []}
        self.held = {"events": 0, "reports": 0}  # bytes of these
        self.lines: pa.NativeFile | None = None
        self.paths: list[str] = []

    def take(self, kind: str, data: bytes) -> None:
        if kind == "lines":
            self.write_lines(data)
            return
        table = pa.ipc.open_stream(data).read_all()
        self.tables[kind].append(table)
        self.held[kind] += table.nbytes
        if self.held[kind] > WRITE_BYTES:
            self.write_table(kind)

    def write_lines(self, data: bytes) -> None:
        if not self.lines:
            path = f"{self.folder}/lines/part-{self.name}.jsonl.{self.suffix}"
            self.files.create_dir(os.path.dirname(path), recursive=True)
            self.lines = self.files.open_output_stream(path, compression=None)
            self.paths.append(path)
        self.lines.write(data)

    def write_table(self, kind: str) -> None:
        """A file for each value of the columns by which the table is split."""
        tables, self.tables[kind], self.held[kind] = self.tables[kind], [], 0
        if not tables:
            return
        by = ["month", "country"] if kind == "events" else ["status"]
        table = pa.concat_tables(tables).sort_by([(name, "ascending") for name in by])
        pyarrow.dataset.write_dataset(
            table,
            f"{self.folder}/{kind}",
            filesystem=self.files,
            format="parquet",
            basename_template=f"part-{self.name}-{len(self.paths)}-{{i}}.parquet",
            partitioning=pyarrow.dataset.partitioning(table.select(by).schema, flavor="hive"),
            max_partitions=1 << 20,
            max_open_files=32,  # the rows are sorted, so that few are in use
            use_threads=False,
            existing_data_behavior="overwrite_or_ignore",
            file_visitor=lambda file: self.paths.append(file.path),
        )

    def close(self) -> list[str]:
        """The paths of all files, under OUT."""
        for kind in self.tables:
            self.write_table(kind)
        if self.lines:
            self.lines.close()
        return self.paths


def writer(out: str, run: str, suffix: str) -> Callable[[Batches], Batches]:
    def write(batches: Batches) -> Batches:
        files = Writer(out, run, suffix)
        for batch in batches:
            for row in batch.to_pylist():
                files.take(row["kind"], row["data"])
        yield pa.RecordBatch.from_pydict({"path": files.close()}, pa.schema([("path", pa.string())]))

    return write


# ---- OUT: what is there, and how files come into it ----


def place_of(out: str) -> pyarrow.fs.FileSystem:
    """The folder OUT, a full address, as a file system of its own."""
    files, path = pyarrow.fs.FileSystem.from_uri(re.sub("^s3[an]:", "s3:", out))
    return pyarrow.fs.SubTreeFileSystem(path, files)


def exists(files: pyarrow.fs.FileSystem, path: str) -> bool:
    return files.get_file_info(path).type != pyarrow.fs.FileType.NotFound


def publish(files: pyarrow.fs.FileSystem, run: str, paths: list[str]) -> None:
    """All of a run's files, or none: once their list stands, the next job finishes what this one began."""
    files.create_dir(f"{WORK}{run}", recursive=True)
    with files.open_output_stream(f"{WORK}{run}/list") as stream:
        stream.write("".join(f"{path}\n" for path in paths).encode())
    files.move(f"{WORK}{run}/list", f"{WORK}{run}/publish")
    settle(files)


def settle(files: pyarrow.fs.FileSystem) -> None:
    """Moves what finished runs have written into place and forgets what others began."""
    for folder in files.get_file_info(pyarrow.fs.FileSelector("", allow_not_found=True)):
        if not folder.base_name.startswith(WORK):
            continue
        if exists(files, f"{folder.path}/publish"):
            with files.open_input_stream(f"{folder.path}/publish") as stream:
                move_all(files, stream.read().decode().splitlines())
        files.delete_dir(folder.path)


def move_all(files: pyarrow.fs.FileSystem, paths: list[str]) -> None:
    def move(path: str) -> None:
        files.move(path, path.split("/", 2)[2])

    left = [info.path for info in files.get_file_info(paths) if info.type == pyarrow.fs.FileType.File]
    for folder in {os.path.dirname(path.split("/", 2)[2]) for path in left}:
        files.create_dir(folder, recursive=True)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(move, left))


# ---- the job ----


def without_known(spark: SparkSession, reports: DataFrame, out: str) -> DataFrame:
    found = place_of(out).get_file_info(pyarrow.fs.FileSelector("reports", allow_not_found=True, recursive=True))
    paths = [(info.path,) for info in found if info.type == pyarrow.fs.FileType.File]
    if not paths:
        return reports
    known = spark.createDataFrame(paths, "path string").mapInArrow(key_reader(out), "key string")
    return reports.join(known, "key", "left_anti")


def key_reader(out: str) -> Callable[[Batches], Batches]:
    """Reads the keys of the reports that files of OUT name."""

    def read(batches: Batches) -> Batches:
        files = place_of(out)
        for batch in batches:
            for path in batch["path"].to_pylist():
                yield from pyarrow.parquet.read_table(path, filesystem=files, columns=["key"]).to_batches()

    return read


def spread(spark: SparkSession, n: int) -> list[int]:
    """Numbers that Spark's hash sends to tasks 0 … n - 1, so that each task gets its own."""
    numbers = spark.range(20 * n, numPartitions=1).select(F.col("id").cast("int").alias("id"))
    found = numbers.select("id", F.pmod(F.hash("id"), F.lit(n)).alias("task")).collect()
    return list({row.task: row.id for row in found}.values())


def run_job(spark: SparkSession, reports: DataFrame, out: str, partitions: int, packing: str) -> None:
    run = uuid.uuid4().hex
    settle(place_of(out))
    jobs = int(spark.conf.get("spark.task.cpus", "1"))
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
    reports = without_known(spark, reports, out).select("key", "line").repartition(partitions, "key")
    packs = reports.mapInArrow(coder(spread(spark, partitions), jobs, packing), PACK)
    suffix = "gz" if packing == "gzip" else "zst"
    paths = packs.repartition(partitions, "task").mapInArrow(writer(out, run, suffix), "path string").collect()
    publish(place_of(out), run, [row.path for row in paths])


def full_address(spark: SparkSession, path: str) -> str:
    """With its scheme and host, as Hadoop's configuration has them for paths without."""
    if re.match(r"\w+://[^/]", path):
        return path
    target = spark._jvm.org.apache.hadoop.fs.Path(path)
    return target.getFileSystem(spark._jsc.hadoopConfiguration()).makeQualified(target).toUri().toString()


def main() -> None:
    parser = argparse.ArgumentParser(prog="harbinger_spark.py", description=__doc__.split("\n\n")[0])
    parser.add_argument("--format", choices=READERS, default="jsonl")
    parser.add_argument("--wheel", help="the Python package of Harbinger, shipped with the job")
    parser.add_argument("--partitions", type=int, help="tasks that code, and that write (default: four a core)")
    parser.add_argument("--packing", choices=("zstd", "gzip"), default="zstd", help="of the coded lines; Spark reads gzip")
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
        reports = READERS[args.format](spark, args.input)
        run_job(spark, reports, full_address(spark, args.out), partitions, args.packing)
    spark.stop()


if __name__ == "__main__":
    main()
