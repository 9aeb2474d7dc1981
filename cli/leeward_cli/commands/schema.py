"""`protocol schema`: the JSON Schema of documents, or of patient files, for editors."""

import click

_USUAL = "asco-2021"


@click.command("schema")
@click.argument("what", type=click.Choice(["document", "patient"]), default="document", metavar="[patient]")
@click.option("--protocol", "name", metavar="P", help="patient: whose patient files; default asco-2021.")
def command(what: str, name: str | None) -> None:
    """Print the JSON Schema of all documents, or of patient files.

    Save it beside your documents and begin each with
    `# yaml-language-server: $schema=protocol.schema.json`: the editor then completes and explains every key.
    """
    import json

    from leeward.backends.to_patient_schema import to_patient_schema
    from leeward.language.schema import document_schema
    from leeward.language.schema.for_editors import for_editors
    from leeward_cli.loading import load

    if what == "document" and name is not None:
        raise click.UsageError("--protocol is for patient files: `protocol schema patient --protocol P`")
    schema = document_schema() if what == "document" else to_patient_schema(load(name or _USUAL))
    click.echo(json.dumps(for_editors(schema), indent=2, ensure_ascii=False))
