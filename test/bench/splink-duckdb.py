"""Blocks, scores and clusters the records of a JSON lines file with Splink on DuckDB, under given settings, and prints
what it took as JSON. Usage: splink-duckdb.py RECORDS SETTINGS COLUMNS REVIEW_BITS MERGE_BITS THREADS"""

import json
import logging
import resource
import sys
import time

import duckdb
import splink
from splink import Linker
from splink.backends.duckdb import DuckDBAPI

records, settings, columns, review, merge, threads = sys.argv[1:]
logging.disable(logging.WARNING)
connection = duckdb.connect()
connection.execute(f"SET threads = {int(threads)}")
with open(columns, encoding="utf-8") as file:
    types = json.load(file)
connection.read_json(records, format="newline_delimited", columns=types).create("records")
with open(settings, encoding="utf-8") as file:
    chosen = json.load(file)

start = time.perf_counter()
api = DuckDBAPI(connection=connection)
linker = Linker(api.register("records"), chosen, log_level=logging.ERROR)
pairs = linker.inference.predict(threshold_match_weight=float(review))
weighed = time.perf_counter()
probability = 1 / (1 + 2 ** -float(merge))
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, probability)
end = time.perf_counter()

kept = connection.execute(f"SELECT count(*) FROM {pairs.physical_name}").fetchone()[0]
found = connection.execute(f"SELECT count(DISTINCT cluster_id) FROM {clusters.physical_name}").fetchone()[0]
print(
    json.dumps(
        {
            "splink": splink.__version__,
            "duckdb": duckdb.__version__,
            "weigh": weighed - start,
            "cluster": end - weighed,
            "kept": kept,
            "clusters": found,
            "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
