#!/bin/sh
# From cron, without a scheduler of its own: new and changed articles into DuckDB, once a night.
#
#   15 2 * * *  /opt/news/nightly.sh /opt/news/incoming /opt/news/facts.duckdb
#
# The journal beside the output knows what was read. A run that was cut short is finished first; two runs never meet,
# since the journal is locked. Exit code 1 means that some inputs failed: cron mails what stands on stderr.
set -u
incoming=$1 output=$2
newsfacts batch "$incoming" -o "$output" --quiet --incremental
code=$?
if [ $code -eq 2 ] && [ -e "$output.part" ]; then # an interrupted run stands in the way
  newsfacts batch "$incoming" -o "$output" --quiet --resume
  newsfacts batch "$incoming" -o "$output" --quiet --incremental
  code=$?
fi
exit $code
