"""`protocol schema`: the JSON Schema of documents, for editors."""

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of all documents.

    Save it beside your documents and begin each with
    `# yaml-language-server: $schema=protocol.schema.json`: the editor then completes and explains every key.
    """
    import json

    from leeward.language.schema import document_schema

    click.echo(json.dumps(document_schema(), indent=2, ensure_ascii=False))
