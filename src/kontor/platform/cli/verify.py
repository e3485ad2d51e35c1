"""`kontor verify`: do the rows keep what the contexts promise?"""

from __future__ import annotations

from typing import Annotated

import typer

from kontor.platform.cli.boot import console, market, stop_with


def verify(
    only: Annotated[list[str] | None, typer.Argument(help="Names of verifiers; all when left out.")] = None,
) -> None:
    """Reconcile ledger, stock, escrow and cached balances; name each row that is off; exit 1 if any is."""
    with market():
        from kontor.platform import verify as register

        unknown = set(only or []) - set(register.names())
        if unknown:
            raise stop_with(
                f"No verifier is called {', '.join(sorted(unknown))}. There are: {', '.join(register.names())}."
            )
        wrong = 0
        for name in only or register.names():
            findings = list(register.run(name))
            console.print(f"{'[red]✗' if findings else '[green]✓'}[/] {name}")
            for finding in findings:
                console.print(f"    {finding.row}: {finding.sentence}", markup=False)
            wrong += len(findings)
        if wrong:
            raise stop_with(f"{wrong} rows are off.")
        console.print("Everything adds up.")
