#!/usr/bin/env python3
"""test_spark.py HARBINGER WHEEL: the job on a real Spark cluster of two workers on this machine, one executor killed with -9 in the
middle. Each report is coded once, however often it stands there, the events are those of the plain program, what is done is not done again, an archive takes the
result without coding it, and of an attempt that does not count nothing is left; so it is in a folder and in a store of objects that speaks S3. Leaves with 77 where Spark or Java is not installed (script/engines installs them)."""

import contextlib
import gzip
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPORTS = 1500
LIMIT_S = 600


def skip(word):
    print(f"skipped: {word}")
    sys.exit(77)


def reports():
    """Our examples again and again, each with a line of its own, and two that cannot be read."""
    examples = [json.loads(line) for line in (HERE.parents[1] / "examples/libya.jsonl").open()]
    for i in range(REPORTS):
        report = dict(examples[i % len(examples)])
        report["id"] = f"{report['id']}-{i}"
        report["text"] += f"\n\nThis is dispatch number {i}."
        yield json.dumps(report)
    yield '{"id": "no text"}'
    yield "this is no JSON"


class Cluster:
    """Runs the job, and kills one of its executors if asked to."""

    def __init__(self, wheel, folder):
        self.wheel, self.folder = wheel, folder

    def submit(self, source, out, kills=False):
        command = ["spark-submit", "--master", "local-cluster[2,1,1024]", "--conf", "spark.ui.enabled=false",
                   "--conf", "spark.sql.shuffle.partitions=4", str(HERE / "harbinger_spark.py"), "--wheel", self.wheel, "--packing", "gzip", source, out]  # fmt: skip
        env = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": self.folder, "PYSPARK_PYTHON": sys.executable}
        env.pop("HARBINGER_DATA", None)
        with open(f"{self.folder}/log", "ab") as log:
            job = subprocess.Popen(command, stdout=log, stderr=log, env=env, cwd=self.folder, start_new_session=True)
            try:
                killed = self.kill_one() if kills else 0
                assert job.wait(LIMIT_S) == 0, Path(f"{self.folder}/log").read_text(errors="replace")[-3000:]
                return killed
            finally:
                if job.poll() is None:
                    os.killpg(job.pid, signal.SIGKILL)

    def kill_one(self):
        """Waits until a first task has coded its reports, then kills an executor that is at work."""
        end = time.time() + LIMIT_S
        while time.time() < end:
            coded = any(self.is_coded(name) for _, _, names in os.walk(self.folder) for name in names)  # (a glob fails where a folder goes meanwhile)
            found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True).stdout.split()
            mine = [int(p) for p in found if self.is_mine(p)]
            if coded and len(mine) > 1:
                os.kill(mine[0], signal.SIGKILL)
                return mine[0]
            time.sleep(0.2)
        raise AssertionError("no task has coded its reports")

    @staticmethod
    def is_coded(name):
        return name.startswith("shuffle_1_") and name.endswith(".data")  # 0: the reports themselves

    def is_mine(self, pid):
        try:
            return self.folder in Path(f"/proc/{pid}/environ").read_text(errors="replace")
        except OSError:
            return False


def coded_lines(out):
    for path in sorted(Path(out).glob("lines/*.gz")):
        with gzip.open(path, "rt") as lines:
            yield from map(json.loads, lines)


def rows(folder, files=None):
    import pyarrow.parquet

    return pyarrow.parquet.read_table(folder, filesystem=files).to_pylist()


@contextlib.contextmanager
def bucket():
    """The address of a bucket of a store of this machine that answers as S3 does; None where there is none (script/engines installs it)."""
    try:
        from moto.server import ThreadedMotoServer
    except ImportError:
        print("skipped: a store of objects (moto is not installed)")
        yield None
        return
    import pyarrow.fs

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host = "%s:%d" % server.get_host_and_port()
        pyarrow.fs.S3FileSystem(endpoint_override=host, scheme="http", allow_bucket_creation=True).create_dir("wire")
        yield lambda name: f"s3a://wire/{name}?endpoint_override={host}&scheme=http"
    finally:
        server.stop()


def names(files, folder=""):
    import pyarrow.fs

    return sorted(info.path for info in files.get_file_info(pyarrow.fs.FileSelector(folder)))


def check_publishing(out):
    """What is not listed is nowhere, what is listed is in place, however often a job dies in between."""
    import harbinger_spark as job
    import pyarrow as pa

    files = job.place_of(out)
    packs = [("lines", b"one\n"), ("reports", job.to_bytes(pa.table({"key": ["a", "b"], "status": ["coded", "aside"]})))]
    attempts = []
    for _ in range(3):  # one task, three times: by speculation, or after its executor was killed
        writer = job.Writer(out, "run", "gz")
        for pack in packs:
            writer.take(*pack)
        attempts.append(writer.close())
    job.settle(files)  # the driver died before it wrote the list
    assert names(files) == [], names(files)

    writer = job.Writer(out, "run", "gz")
    for pack in packs:
        writer.take(*pack)
    paths = writer.close()
    assert len(paths) == 3, paths
    files.create_dir("lines")
    files.move(paths[0], paths[0].split("/", 2)[2])  # it died while it moved
    with files.open_output_stream("_work-run/publish") as stream:
        stream.write("\n".join(paths).encode())
    for _ in range(2):
        job.settle(files)
        assert names(files) == ["lines", "reports"], names(files)
        assert len(names(files, "lines")) == 1
        assert {row["key"]: row["status"] for row in rows("reports", files)} == {"a": "coded", "b": "aside"}


def check_more(cluster, source, out, store):
    """A job on what another one left, with a report more: that one alone is coded, in a folder or in a store of objects."""
    import harbinger_spark as job
    import pyarrow.fs

    with open(source, "a") as more:
        late = json.dumps({"id": "late", "text": "Turkey attacked Libya on Monday."}) + "\n"
        more.write(late * 200)  # as many times as fill some calls of the library
    if not store:
        cluster.submit(source, out)
        return
    place, files = store("out"), job.place_of(store("out"))
    here = pyarrow.fs.SubTreeFileSystem(out, pyarrow.fs.LocalFileSystem())
    pyarrow.fs.copy_files("", "", source_filesystem=here, destination_filesystem=files)
    cluster.submit(source, place)
    pyarrow.fs.copy_files("", "", source_filesystem=files, destination_filesystem=here)


def main():
    harbinger, wheel = sys.argv[1:3]
    if not shutil.which("spark-submit") or not shutil.which("java"):
        skip("spark-submit or java is not installed")
    if not Path(wheel).is_file():
        skip("the Python package is not built (script/wheel)")
    with tempfile.TemporaryDirectory() as folder, bucket() as store:
        check_publishing(f"file://{folder}/published")
        if store:
            check_publishing(store("published"))
        source, out = f"{folder}/reports.jsonl", f"{folder}/out"
        Path(source).write_text("\n".join(reports()) + "\n")
        cluster = Cluster(wheel, folder)
        killed = cluster.submit(source, out, kills=True)
        with open(source, "rb") as lines:
            plain = subprocess.run([harbinger, "code"], stdin=lines, capture_output=True).stdout
        expected = sorted(e["id"] for line in plain.splitlines() for e in json.loads(line).get("events", []))
        coded = list(coded_lines(out))
        assert killed and len(coded) == REPORTS, (killed, len(coded))
        assert sorted(e["id"] for line in coded for e in line["events"]) == expected
        assert sorted(row["id"] for row in rows(f"{out}/events")) == expected
        assert all(row["month"] == (row["when"] or row["published"])[:7] for row in rows(f"{out}/events"))
        assert len({row["key"] for row in rows(f"{out}/reports/status=coded")}) == REPORTS
        aside = rows(f"{out}/reports/status=aside")
        assert len(aside) == 2 and all(row["error"] for row in aside), aside
        assert not list(Path(out).glob("_work-*"))

        check_more(cluster, source, out, store)
        again = list(coded_lines(out))
        assert len(again) == REPORTS + 1, len(again)
        assert {line["id"] for line in again} - {line["id"] for line in coded} == {"late"}
        assert len(rows(f"{out}/events")) == len(expected) + 1

        subprocess.run([harbinger, "add", f"{folder}/spark.hb", f"{out}/lines"], check=True, capture_output=True)
        subprocess.run([harbinger, "add", f"{folder}/plain.hb", source], capture_output=True)
        exports = [subprocess.run([harbinger, "export", "--format", "jsonl", f"{folder}/{name}.hb"], check=True, capture_output=True).stdout
                   for name in ("spark", "plain")]  # fmt: skip
        assert exports[0] == exports[1] and exports[0]
    print(f"6 passed, 0 failed ({REPORTS} reports, executor {killed} killed, {len(expected)} events)")


if __name__ == "__main__":
    main()
