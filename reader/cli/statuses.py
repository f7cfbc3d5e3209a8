"""Exit statuses, as promised to scripts; argparse itself ends with 2 on bad arguments."""

DONE = 0
SOME_FAILED = 1
MACHINE_LACKS = 3
INTERRUPTED = 130  # 128 + SIGINT, as a shell reports it
