"""Every way a condition can be wrong that we know of, with the whole of what is said about it.

Columns count from 1 within the condition; the condition itself starts at column 11 of line 3.
"""

import pytest
from tests.language.words import read

Fault = tuple[str, int, int, str, str]
"""code, column, length, message, help"""

BAD: list[tuple[str, list[Fault]]] = [
    (
        "tempertaure >= 38 Cel",
        [
            (
                "unknown-name",
                1,
                11,
                "no input, finding, grade or setting is called `tempertaure`",
                "did you mean `temperature`?",
            ),
        ],
    ),
    (
        "tempertaure >= 38 Cel and systollic_bp < 90 mm[Hg] or fevr",
        [
            (
                "unknown-name",
                1,
                11,
                "no input, finding, grade or setting is called `tempertaure`",
                "did you mean `temperature`?",
            ),
            (
                "unknown-name",
                27,
                12,
                "no input, finding, grade or setting is called `systollic_bp`",
                "did you mean `systolic_bp`?",
            ),
            (
                "unknown-name",
                55,
                4,
                "no input, finding, grade or setting is called `fevr`",
                "did you mean `fever`?",
            ),
        ],
    ),
    (
        "crss >= 2",
        [
            (
                "unknown-name",
                1,
                4,
                "no input, finding, grade or setting is called `crss`",
                "did you mean `crs`?",
            ),
        ],
    ),
    (
        "cpap",
        [
            (
                "unknown-name",
                1,
                4,
                "no input, finding, grade or setting is called `cpap`",
                "`cpap` is an option of `oxygen_device`: write `oxygen_device = cpap`",
            ),
        ],
    ),
    (
        "vasopressin",
        [
            (
                "unknown-name",
                1,
                11,
                "no input, finding, grade or setting is called `vasopressin`",
                "`vasopressin` is an option of `vasopressors`: write `vasopressin in vasopressors`",
            ),
        ],
    ),
    (
        "systolic_bp-systolic_bp_baseline < 40 mm[Hg]",
        [
            (
                "unknown-name",
                1,
                32,
                "no input, finding, grade or setting is called `systolic_bp-systolic_bp_baseline`",
                "for a minus sign leave spaces: `systolic_bp - systolic_bp_baseline`",
            ),
        ],
    ),
    (
        "icans grade 1",
        [("not-in-the-language", 1, 13, "`icans grade 1` is not read", "write `icans = 1`")],
    ),
    (
        "fever and icans >= grade 2",
        [("not-in-the-language", 11, 16, "`icans >= grade 2` is not read", "write `icans >= 2`")],
    ),
    (
        "grade 1 icans",
        [("not-in-the-language", 1, 13, "`grade 1 icans` is not read", "write `icans = 1`")],
    ),
    (
        "oxygen_device = nasal cannula and fever",
        [("not-in-the-language", 17, 13, "`nasal cannula` is not one word", "did you mean `nasal_cannula`?")],
    ),
    (
        "zzz",
        [
            (
                "unknown-name",
                1,
                3,
                "no input, finding, grade or setting is called `zzz`",
                "define it: write `zzz: <a condition>` under `findings:`",
            ),
        ],
    ),
    (
        "temperature >= 38.0",
        [
            (
                "missing-unit",
                16,
                4,
                "the unit of `temperature` is missing",
                "write `38.0 Cel` (or `100.4 degF`)",
            ),
        ],
    ),
    (
        "temperature >= 100.4",
        [
            (
                "missing-unit",
                16,
                5,
                "the unit of `temperature` is missing",
                "write `100.4 degF` (or `38 Cel`)",
            ),
        ],
    ),
    (
        "systolic_bp < 90",
        [
            ("missing-unit", 15, 2, "the unit of `systolic_bp` is missing", "write `90 mm[Hg]`"),
        ],
    ),
    (
        "temperature in 38 .. 39",
        [
            (
                "missing-unit",
                16,
                2,
                "the unit of `temperature` is missing",
                "write `38 Cel` (or `100.4 degF`)",
            ),
            (
                "missing-unit",
                22,
                2,
                "the unit of `temperature` is missing",
                "write `39 Cel` (or `102.2 degF`)",
            ),
        ],
    ),
    (
        "temperature + 1 >= 39 Cel",
        [
            ("missing-unit", 15, 1, "the unit of `temperature` is missing", "write `1 Cel`"),
        ],
    ),
    (
        "systolic_bp < share_of_baseline",
        [
            (
                "missing-unit",
                15,
                17,
                "`share_of_baseline` is a plain number, and `systolic_bp` is measured in `mm[Hg]`",
                "give `share_of_baseline` the unit `mm[Hg]`",
            ),
        ],
    ),
    (
        "temperature >= 38 mm[Hg]",
        [
            (
                "wrong-unit",
                16,
                9,
                "`mm[Hg]` is a unit of pressure, not of temperature",
                "write the value in `Cel`",
            ),
        ],
    ),
    (
        "age >= 18 d",
        [
            ("wrong-unit", 8, 4, "`d` is a unit of time, not of age", "write the value in `a`"),
        ],
    ),
    (
        "age > hours_since_tocilizumab",
        [
            (
                "wrong-unit",
                7,
                23,
                "`hours_since_tocilizumab` measures time, and `age` measures age",
                "compare values of one kind",
            ),
        ],
    ),
    (
        "temperature > lowest_systolic",
        [
            (
                "wrong-unit",
                15,
                15,
                "`mm[Hg]` is a unit of pressure, not of temperature",
                "write the value of `lowest_systolic` in `Cel`",
            ),
        ],
    ),
    (
        "temperature - skin_temperature > 2 Cel",
        [
            (
                "wrong-unit",
                15,
                16,
                "`degF` has its own zero, and cannot be part of this sum",
                "write the difference in a unit without a zero of its own",
            ),
        ],
    ),
    (
        "temperature >= 98 degF + 1 Cel",
        [
            (
                "wrong-unit",
                16,
                7,
                "`degF` has its own zero, and cannot be part of this sum",
                "write the difference in a unit without a zero of its own",
            ),
        ],
    ),
    (
        "ice < temperature",
        [
            (
                "wrong-unit",
                7,
                11,
                "`temperature` measures temperature, and `ice` is a plain number",
                "compare values of one kind",
            ),
        ],
    ),
    (
        "ice < 7 h",
        [
            ("superfluous-unit", 7, 3, "`ice` is a plain number, and `h` is a unit", "write `7`"),
        ],
    ),
    (
        "temperature >= 38 C",
        [
            ("unknown-unit", 19, 1, "`C` is not a known unit", "`temperature` is written in `Cel`, `degF`"),
        ],
    ),
    (
        "systolic_bp < 90 mmhg",
        [
            (
                "unknown-unit",
                18,
                4,
                "`mmhg` is not a known unit",
                "`systolic_bp` is written in `mm[Hg]`, `kPa`",
            ),
        ],
    ),
    (
        "systolic_bp < 90 age",
        [
            ("unknown-unit", 18, 3, "`age` is not a known unit", "write `90 * age`"),
        ],
    ),
    (
        "temperature >= 38.0 Cel AND fever",
        [
            (
                "not-in-the-language",
                25,
                3,
                "`AND` is not read: keywords are written in small letters",
                "write `and`",
            ),
        ],
    ),
    (
        "oxygen_device = cpep",
        [
            ("unknown-option", 17, 4, "`cpep` is not an option of `oxygen_device`", "did you mean `cpap`?"),
        ],
    ),
    (
        "oxygen_device in {cpap, bipap, venilator}",
        [
            ("unknown-option", 25, 5, "`bipap` is not an option of `oxygen_device`", "did you mean `cpap`?"),
            (
                "unknown-option",
                32,
                9,
                "`venilator` is not an option of `oxygen_device`",
                "did you mean `ventilator`?",
            ),
        ],
    ),
    (
        "oxygen_device = 3",
        [
            (
                "unknown-option",
                17,
                1,
                "`3` is not an option of `oxygen_device`",
                "one of `cpap`, `nasal_cannula`, `room_air`, `ventilator`",
            ),
        ],
    ),
    (
        "dopamine in vasopressors",
        [
            (
                "unknown-option",
                1,
                8,
                "`dopamine` is not an option of `vasopressors`",
                "one of `epinephrine`, `norepinephrine`, `vasopressin`",
            ),
        ],
    ),
    (
        "oxygen_device in no_devices",
        [
            ("empty-list", 18, 10, "`no_devices` holds no option", "name at least one option"),
        ],
    ),
    (
        "oxygen_device in temperature",
        [
            (
                "not-a-list",
                18,
                11,
                "a list of options is wanted here, not `temperature`",
                "write `{room_air}`",
            ),
        ],
    ),
    (
        "oxygen_device < cpap",
        [
            (
                "ordered-options",
                15,
                1,
                "`oxygen_device` has options, which `<` does not compare",
                "list the options, as in `oxygen_device in {room_air, nasal_cannula}`",
            ),
        ],
    ),
    (
        "oxygen_device in room_air .. cpap",
        [
            (
                "ordered-options",
                1,
                33,
                "`oxygen_device` has options, not a range",
                "write `oxygen_device in {a, b}`",
            ),
        ],
    ),
    (
        "oxygen_device in {}",
        [
            ("empty-list", 18, 2, "the list of options is empty", "name at least one option"),
        ],
    ),
    (
        "oxygen_device in {cpap, cpap}",
        [
            ("listed-twice", 25, 4, "`cpap` is listed twice", "leave one of them out"),
        ],
    ),
    (
        "cpap = oxygen_device",
        [
            (
                "two-subjects",
                8,
                13,
                "`oxygen_device` stands on the wrong side",
                "write `oxygen_device = cpap`",
            ),
        ],
    ),
    (
        "oxygen_device = motor",
        [
            (
                "two-subjects",
                1,
                21,
                "`oxygen_device` and `motor` cannot be compared with each other",
                "compare each with one of its options",
            ),
        ],
    ),
    (
        "temperature in {a, b}",
        [
            (
                "not-an-option",
                1,
                11,
                "`temperature` has no options",
                "write a range, as in `temperature in 3 .. 6`",
            ),
        ],
    ),
    (
        "crs in {1, 2}",
        [
            ("not-an-option", 1, 3, "`crs` has no options", "write a range, as in `crs in 1 .. 2`"),
        ],
    ),
    (
        "temperature",
        [
            (
                "not-yes-no",
                1,
                11,
                "`temperature` is a number, not yes or no",
                "compare it with a value in `Cel`",
            ),
        ],
    ),
    (
        "oxygen_device",
        [
            (
                "not-yes-no",
                1,
                13,
                "`oxygen_device` is one of several options, not yes or no",
                "write `oxygen_device = room_air`",
            ),
        ],
    ),
    (
        "vasopressors",
        [
            (
                "not-yes-no",
                1,
                12,
                "`vasopressors` is a set, not yes or no",
                "write `count(vasopressors) >= 1`",
            ),
        ],
    ),
    (
        "crs",
        [
            ("not-yes-no", 1, 3, "`crs` is a grade, not yes or no", "write `crs >= 1`"),
        ],
    ),
    (
        "count(vasopressors)",
        [
            (
                "not-yes-no",
                1,
                19,
                "`count(vasopressors)` is a number, not yes or no",
                "compare it with another value",
            ),
        ],
    ),
    (
        "low_flow_at_most",
        [
            (
                "not-yes-no",
                1,
                16,
                "`low_flow_at_most` is a setting with a number, not yes or no",
                "compare an input with it",
            ),
        ],
    ),
    (
        "pressure_devices",
        [
            (
                "not-yes-no",
                1,
                16,
                "`pressure_devices` is a list of options, not yes or no",
                "ask for it, as in `x in pressure_devices`",
            ),
        ],
    ),
    (
        "usual_device",
        [
            ("not-yes-no", 1, 12, "`usual_device` is a word, not yes or no", "compare an input with it"),
        ],
    ),
    (
        "product",
        [
            (
                "not-yes-no",
                1,
                7,
                "`product` is a name, not yes or no",
                "compare it with a word, as in `product = a`",
            ),
        ],
    ),
    (
        "raised_icp >= 1",
        [
            (
                "not-a-number",
                1,
                10,
                "`raised_icp` is yes or no, and a number is wanted",
                "write `raised_icp` or `not raised_icp`, without a comparison",
            ),
        ],
    ),
    (
        "fever = raised_icp",
        [
            (
                "not-a-number",
                1,
                5,
                "`fever` is yes or no, and a number is wanted",
                "write `fever` or `not fever`, without a comparison",
            ),
            (
                "not-a-number",
                9,
                10,
                "`raised_icp` is yes or no, and a number is wanted",
                "write `raised_icp` or `not raised_icp`, without a comparison",
            ),
        ],
    ),
    (
        "raised_icp = yes",
        [
            ("not-a-number", 1, 16, "`raised_icp` is yes or no by itself", "write `raised_icp`"),
        ],
    ),
    (
        "fever = no",
        [
            ("not-a-number", 1, 10, "`fever` is yes or no by itself", "write `not fever`"),
        ],
    ),
    (
        "vasopressors = norepinephrine",
        [
            (
                "set-comparison",
                14,
                1,
                "`vasopressors` is a set, which `=` does not compare",
                "write `count(vasopressors) = 0`, or `a in vasopressors` for one member",
            ),
        ],
    ),
    (
        "vasopressors = pressure_devices",
        [
            (
                "set-comparison",
                14,
                1,
                "`vasopressors` is a set, which `=` does not compare",
                "write `count(vasopressors) = 0`, or `a in vasopressors` for one member",
            ),
        ],
    ),
    (
        "vasopressors in {norepinephrine}",
        [
            (
                "not-an-option",
                1,
                12,
                "`vasopressors` is a set",
                "ask for one member, as in `norepinephrine in vasopressors`",
            ),
        ],
    ),
    (
        "temperature >= 45 Cel",
        [
            (
                "implausible",
                16,
                6,
                "`45 Cel` is outside what `temperature` can plausibly be, 30 Cel to 43 Cel",
                "write a bound that patients reach",
            ),
        ],
    ),
    (
        "temperature > 29.9 Cel",
        [
            (
                "implausible",
                15,
                8,
                "`29.9 Cel` is outside what `temperature` can plausibly be, 30 Cel to 43 Cel",
                "write a bound that patients reach",
            ),
        ],
    ),
    (
        "temperature in 20 Cel .. 45 Cel",
        [
            (
                "implausible",
                16,
                6,
                "`20 Cel` is outside what `temperature` can plausibly be, 30 Cel to 43 Cel",
                "write a bound that patients reach",
            ),
            (
                "implausible",
                26,
                6,
                "`45 Cel` is outside what `temperature` can plausibly be, 30 Cel to 43 Cel",
                "write a bound that patients reach",
            ),
        ],
    ),
    (
        "systolic_bp - systolic_bp_baseline < -400 mm[Hg]",
        [
            (
                "implausible",
                38,
                11,
                "`-400 mm[Hg]` is outside what the other side can plausibly be",
                "write a bound that patients reach",
            ),
        ],
    ),
    (
        "spo2 < 101 %",
        [
            (
                "implausible",
                8,
                5,
                "`101 %` is outside what `spo2` can plausibly be, 0 % to 100 %",
                "write a bound that patients reach",
            ),
        ],
    ),
    (
        "90 mm[Hg] < systolic_bp < 100 mm[Hg]",
        [
            (
                "chained-comparison",
                25,
                12,
                "one comparison follows another",
                "write `systolic_bp in 90 mm[Hg] .. 100 mm[Hg]`, which includes both ends",
            ),
        ],
    ),
    (
        "100 mm[Hg] >= systolic_bp > 90 mm[Hg]",
        [
            (
                "chained-comparison",
                27,
                11,
                "one comparison follows another",
                "write `systolic_bp in 90 mm[Hg] .. 100 mm[Hg]`, which includes both ends",
            ),
        ],
    ),
    (
        "temperature >= 38,5 Cel",
        [
            ("decimal-comma", 16, 4, "`38,5` has a comma, which is not read", "write `38.5`"),
        ],
    ),
    (
        "anc < 1,000 /uL",
        [
            (
                "decimal-comma",
                7,
                5,
                "`1,000` has a comma, which is not read",
                "write `1000`, or `1.000` if a decimal point was meant",
            ),
        ],
    ),
    (
        "systolic_bp == 90 mm[Hg]",
        [
            ("not-in-the-language", 13, 2, "`==` is not read", "write `=`"),
        ],
    ),
    (
        "fever && raised_icp || low_flow",
        [
            ("not-in-the-language", 7, 2, "`&&` is not read", "write `and`"),
            ("not-in-the-language", 21, 2, "`||` is not read", "write `or`"),
        ],
    ),
    (
        "systolic_bp <> 90 mm[Hg]",
        [
            ("not-in-the-language", 13, 2, "`<>` is not read", "write `!=`"),
        ],
    ),
    (
        "systolic_bp ≥ 90 mm[Hg]",
        [
            ("not-in-the-language", 13, 1, "`≥` is not read", "write `>=`"),
        ],
    ),
    (
        "!fever",
        [
            ("not-in-the-language", 1, 1, "`!` is not read", "write `not`"),
        ],
    ),
    (
        "(fever or raised_icp",
        [
            ("unbalanced", 1, 1, "`(` is never closed", "add `)` where the part ends"),
        ],
    ),
    (
        "fever)",
        [
            ("unbalanced", 6, 1, "`)` closes nothing", "remove it, or add `(` before"),
        ],
    ),
    (
        "ice < 4.5",
        [
            ("fractional-bound", 7, 3, "`ice` is a whole number, and `4.5` is not", "write a whole number"),
        ],
    ),
    (
        "2 * ice < 7.5",
        [
            ("fractional-bound", 11, 3, "`ice` is a whole number, and `7.5` is not", "write a whole number"),
        ],
    ),
    (
        "systolic_bp * systolic_bp_baseline > 3 mm[Hg]",
        [
            (
                "product-of-inputs",
                1,
                34,
                "`systolic_bp * systolic_bp_baseline` multiplies two values",
                "multiply by a number",
            ),
        ],
    ),
    (
        "anc < 10*3/uL",
        [
            (
                "product-of-inputs",
                7,
                7,
                "`10*3/uL` multiplies two numbers",
                "write the result, with a space before its unit",
            ),
        ],
    ),
    (
        "systolic_bp / 2 > 30 mm[Hg]",
        [
            ("syntax", 13, 1, "`/` cannot stand here", "to divide, multiply by a number, as in `0.5 * x`"),
        ],
    ),
    (
        "low_flow_at_most > 3 L/min",
        [
            (
                "constant-comparison",
                1,
                26,
                "`low_flow_at_most > 3 L/min` compares two constants",
                "compare with an input of the patient",
            ),
        ],
    ),
    (
        "3 > 2",
        [
            (
                "constant-comparison",
                1,
                5,
                "`3 > 2` compares two constants",
                "compare with an input of the patient",
            ),
        ],
    ),
    (
        "systolic_bp - systolic_bp > 0 mm[Hg]",
        [
            (
                "constant-comparison",
                1,
                36,
                "`systolic_bp` cancels out of `systolic_bp - systolic_bp > 0 mm[Hg]`",
                "leave `systolic_bp` out, or compare it alone",
            ),
        ],
    ),
    (
        "crs > 4",
        [
            (
                "out-of-range",
                7,
                1,
                "`crs > 4` is never true: the grades of `crs` go from 0 to 4",
                "choose another number, or leave this part out",
            ),
        ],
    ),
    (
        "crs >= 1.5",
        [
            ("fractional-bound", 8, 3, "`1.5` is not a whole number", "write a whole number, without a unit"),
        ],
    ),
    (
        "crs >= icans",
        [
            (
                "two-subjects",
                8,
                5,
                "`icans` cannot stand on this side",
                "compare each alone with a whole number",
            ),
        ],
    ),
    (
        "crs >= ice",
        [
            ("not-a-number", 8, 3, "`ice` is not a whole number", "write a whole number, without a unit"),
        ],
    ),
    (
        "crs + 1 >= 2",
        [
            (
                "not-a-number",
                1,
                3,
                "`crs` is a grade, and a number is wanted",
                "compare it alone with a whole number, as in `crs >= 2`",
            ),
        ],
    ),
    (
        "count(vasopressors) >= 4",
        [
            (
                "out-of-range",
                24,
                1,
                "`4` is out of range: `count(vasopressors)` goes from 0 to 3",
                "such a comparison is always true or always false",
            ),
        ],
    ),
    (
        "count(vasopressors besides {vasopressin}) >= 3",
        [
            (
                "out-of-range",
                46,
                1,
                "`3` is out of range: `count(vasopressors besides {vasopressin})` goes from 0 to 2",
                "such a comparison is always true or always false",
            ),
        ],
    ),
    (
        "count(oxygen_device) >= 1",
        [
            ("not-a-set", 7, 13, "`oxygen_device` is not a set, and only sets are counted", ""),
        ],
    ),
    (
        "count(vasopresors) >= 1",
        [
            (
                "unknown-name",
                7,
                11,
                "no input, finding, grade or setting is called `vasopresors`",
                "did you mean `vasopressors`?",
            ),
        ],
    ),
    (
        "count(vasopressors besides {vasopresin}) >= 1",
        [
            (
                "unknown-option",
                29,
                10,
                "`vasopresin` is not an option of `vasopressors`",
                "did you mean `vasopressin`?",
            ),
        ],
    ),
    (
        "count vasopressors >= 1",
        [
            (
                "syntax",
                7,
                12,
                "`(` is expected here, not `vasopressors`",
                "write `count(x)` or `count(x besides {a})`",
            ),
        ],
    ),
    (
        "count(vasopressors) + 1 >= 2",
        [
            (
                "not-a-number",
                1,
                19,
                "`count(vasopressors)` is not part of a sum",
                "compare it alone with a whole number",
            ),
        ],
    ),
    (
        "hours_since_tocilizumab = never",
        [
            (
                "always-alone",
                27,
                5,
                "`never` is not a value that can be compared",
                "write `not hours_since_tocilizumab >= 0 h`",
            ),
        ],
    ),
    (
        "fever and always",
        [
            ("always-alone", 11, 6, "`always` stands alone", "leave it out, or leave the rest out"),
        ],
    ),
    (
        "temperature in 39 Cel .. 38 Cel",
        [
            ("empty-range", 16, 16, "the range ends before it begins", "write `38 Cel .. 39 Cel`"),
        ],
    ),
    (
        "fever and",
        [
            ("syntax", 7, 3, "the condition ends too early: a name or a number is missing after `and`", ""),
        ],
    ),
    (
        "and fever",
        [
            ("syntax", 1, 3, "a name or a number is expected here, not `and`", ""),
        ],
    ),
    (
        "fever raised_icp",
        [
            (
                "syntax",
                7,
                10,
                "a comparison, `and` or `or` is expected here, not `raised_icp`",
                "join the two parts, as in `… and raised_icp`",
            ),
        ],
    ),
    (
        "temperature 38 Cel",
        [
            (
                "syntax",
                13,
                6,
                "a comparison, `and` or `or` is expected here, not `38 Cel`",
                "join the two parts, as in `… >= 38 Cel`",
            ),
        ],
    ),
    (
        "not not fever",
        [
            ("syntax", 5, 3, "a name or a number is expected here, not `not`", ""),
        ],
    ),
    (
        "oxygen_device not in {cpap}",
        [
            (
                "not-in-the-language",
                15,
                6,
                "`not in` is not read",
                "put `not` first, as in `not x in {a, b}`",
            ),
        ],
    ),
    (
        "oxygen_device in [cpap]",
        [
            ("syntax", 18, 1, "`[` cannot stand here", "write lists in braces, as in `{a, b}`"),
        ],
    ),
    (
        "oxygen_device in {cpap, }",
        [
            ("syntax", 25, 1, "an option is expected here, not `}`", ""),
        ],
    ),
    (
        "oxygen_device in {cpap nasal_cannula}",
        [
            (
                "syntax",
                24,
                13,
                "`,` or `}` is expected here, not `nasal_cannula`",
                "write options as `{a, b}`",
            ),
        ],
    ),
    (
        "vasopressors = {norepinephrine}",
        [
            (
                "syntax",
                16,
                1,
                "a name or a number is expected here, not `{`",
                "a list stands after `in`, as in `x in {a, b}`",
            ),
        ],
    ),
    (
        'temperature >= "38 Cel"',
        [
            ("not-in-the-language", 16, 8, "words are not quoted", "leave the quotes out"),
        ],
    ),
    (
        "temperature >= .5 Cel",
        [
            ("not-in-the-language", 16, 2, "`.5` does not begin with a digit", "write `0.5`"),
        ],
    ),
    (
        "temperature >= 1e3 Cel",
        [
            ("not-in-the-language", 16, 3, "powers of ten are not read", "write all digits"),
        ],
    ),
    (
        "temperature >= 38.00001 Cel",
        [
            (
                "wrong-number",
                16,
                8,
                "`38.00001` is a number with too many digits",
                "write at most 9 digits before the point and 4 after it",
            ),
        ],
    ),
    (
        "temperature >= 038 Cel",
        [
            (
                "wrong-number",
                16,
                3,
                "`038` is not a number",
                "write digits with at most one decimal point, as in `38.5`",
            ),
        ],
    ),
    (
        "temperature between 38 Cel and 39 Cel",
        [
            (
                "not-in-the-language",
                13,
                7,
                "`between` is not read",
                "write `in 3 .. 6`, with both ends included",
            ),
        ],
    ),
    (
        "oxygen_device is cpap",
        [
            ("not-in-the-language", 15, 2, "`is` is not read", "write `=`"),
        ],
    ),
    (
        "temperature >= 38 Cel;",
        [
            ("syntax", 22, 1, "`;` cannot stand here", ""),
        ],
    ),
    (
        "temperature in 38 Cel",
        [
            (
                "not-an-option",
                1,
                11,
                "`temperature` has no options",
                "write a range, as in `temperature in 3 .. 6`",
            ),
        ],
    ),
    (
        "temperature in 38 Cel ..",
        [
            ("syntax", 23, 2, "the condition ends too early: a name or a number is missing after `..`", ""),
        ],
    ),
    (
        "(fever and raised_icp) > 3",
        [
            (
                "not-a-number",
                1,
                22,
                "a number is wanted here, not the condition `(fever and raised_icp)`",
                "",
            ),
        ],
    ),
    (
        "crs >= 0",
        [
            (
                "out-of-range",
                8,
                1,
                "`crs >= 0` is always true: the grades of `crs` go from 0 to 4",
                "choose another number, or leave this part out",
            ),
        ],
    ),
    (
        "crs <= 4",
        [
            (
                "out-of-range",
                8,
                1,
                "`crs <= 4` is always true: the grades of `crs` go from 0 to 4",
                "choose another number, or leave this part out",
            ),
        ],
    ),
    (
        "count(vasopressors) < 0",
        [
            (
                "out-of-range",
                23,
                1,
                "`count(vasopressors) < 0` is never true: `count(vasopressors)` goes from 0 to 3",
                "choose another number, or leave this part out",
            ),
        ],
    ),
    (
        "crs in 0 .. 5",
        [
            (
                "out-of-range",
                13,
                1,
                "`5` is out of range: the grades of `crs` go from 0 to 4",
                "such a comparison is always true or always false",
            ),
        ],
    ),
    (
        "crs > 7",
        [
            (
                "out-of-range",
                7,
                1,
                "`7` is out of range: the grades of `crs` go from 0 to 4",
                "such a comparison is always true or always false",
            ),
        ],
    ),
    (
        "",
        [
            ("empty-condition", 1, 1, "the condition is empty", "write `always` if it always holds"),
        ],
    ),
    (
        "  ",
        [
            ("empty-condition", 1, 1, "the condition is empty", "write `always` if it always holds"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "faults"), BAD, ids=[text or "empty" for text, _ in BAD])
def test_fault(text: str, faults: list[Fault]) -> None:
    condition, problems = read(text)
    assert condition is None
    found = [(p.code, p.place.column - 10, p.place.length, p.message, p.help) for p in problems]
    assert found == faults
    assert {(p.place.file, p.place.line, p.severity) for p in problems} == {("p.yaml", 3, "error")}


@pytest.mark.parametrize("text", [text for text, _ in BAD])
def test_messages_keep_the_house_style(text: str) -> None:
    for problem in read(text)[1]:
        for said in (problem.message, problem.help):
            assert "\n" not in said
            assert not said.endswith(".") or said.endswith("..")
            assert said.count("`") % 2 == 0
            # nothing of the parser, and nothing of Python, reaches the writer
            for foreign in (
                "Token",
                "Unexpected",
                "terminal",
                "LPAR",
                "RBRACE",
                "_AND",
                "$END",
                "None",
                "float",
            ):
                assert foreign not in said
        assert problem.message[0] in "`abcdefghijklmnopqrstuvwxyz"


def test_too_long_and_too_deep() -> None:
    [long] = read(" and ".join(["fever"] * 201))[1]
    assert (long.code, long.place.column, long.place.length) == ("condition-too-long", 11, 2005)
    assert long.message == "the condition has 2005 characters, and at most 2000 are read"
    [deep] = read("(" * 41 + "fever" + ")" * 41)[1]
    assert (deep.code, deep.place.column, deep.place.length) == ("condition-too-deep", 51, 1)
    assert deep.message == "parentheses are nested more than 40 deep"
    assert long.help == "give its parts names, as findings"
    assert deep.help == "give the inner parts names, as findings"


def test_one_pass_finds_the_faults_of_every_part() -> None:
    text = "tempertaure >= 38 Cel and (systolic_bp < 90 or oxygen_device = cpep) and not crs > 7"
    assert [(p.code, p.place.column - 10) for p in read(text)[1]] == [
        ("unknown-name", 1),
        ("missing-unit", 42),
        ("unknown-option", 64),
        ("out-of-range", 84),
    ]
