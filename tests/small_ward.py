"""A document small enough that every mistake in it, and every case of it, can be looked at by eye."""

from pathlib import Path

PROTOCOL = """\
leeward: 1
kind: protocol
id: small-ward
title: A small ward
version: "1.0"
status: draft
uses: [bsab-vocabulary, astct-2019]
sources:
  ward: {title: A ward's own note, checked: read}
settings:
  warm: {value: 38.5 Cel, because: from here on the ward cools, source: ward page 1}
rules:
  - id: cooling
    when: temperature >= warm and not sedated
    give: paracetamol
    dose: 15 mg/kg
    at_most: 1000 mg
    every: 6 h
    urgency: now
    because: high fever
    source: ward page 1
  - id: old-age
    when: age >= 65 a or weight < 50 kg
    order: echocardiogram
    because: frail patients
    source: ward page 2
bsab:
  - id: any-crs
    when: crs >= 1
    hold: until crs resolved
    because: no dose during CRS
    source: ward page 3
"""

CASES = """\
leeward: 1
kind: cases
of: small-ward
bases:
  well:
    temperature: 36.8 Cel
    fever_this_episode: no
    systolic_bp: 120 mm[Hg]
    spo2: 97 %
    oxygen_device: room_air
    vasopressors: []
    age: 40 a
    weight: 80 kg
    sedated: no
cases:
  - name: exactly warm
    base: well
    patient: {temperature: 38.5 Cel}
    expect: {give: [paracetamol]}
  - name: not yet warm
    base: well
    patient: {temperature: 38.4 Cel}
    expect: {bsab: hold, not_ordered: [paracetamol]}
"""

CONFIRMED = """\
  - name: sedated
    base: well
    patient: {temperature: 39.0 Cel, sedated: yes}
    expect: {not_ordered: [paracetamol]}
  - name: how, how soon and until when
    base: well
    patient: {temperature: 39.0 Cel, weight: 60 kg}
    expect: {how: {paracetamol: "900 mg, every 6 h"}, urgency: {paracetamol: now}, until: CRS has resolved}
  - name: never more than a gram
    base: well
    patient: {temperature: 39.0 Cel, weight: 100 kg}
    expect: {dose: {paracetamol: 1000 mg}}
  - name: 65 and 50 kg
    base: well
    patient: {age: 65 a, weight: 50 kg}
    expect: {bsab: continue, give: [echocardiogram]}
  - name: 64 and 49 kg
    base: well
    patient: {age: 64 a, weight: 49 kg}
    expect: {give: [echocardiogram]}
  - name: 64 and 50 kg
    base: well
    patient: {age: 64 a, weight: 50 kg}
    expect: {not_ordered: [echocardiogram]}
"""


def write_ward(folder: Path, cases: str = CASES) -> Path:
    """The protocol and its cases; returns the cases file."""
    home = folder / "small-ward"
    home.mkdir()
    (home / "small-ward.protocol.yaml").write_text(PROTOCOL)
    path = home / "cases.yaml"
    path.write_text(cases)
    return path
