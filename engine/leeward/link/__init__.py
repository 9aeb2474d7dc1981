"""Documents in, one `ClinicalProtocol` out, or every problem that stands in the way."""
