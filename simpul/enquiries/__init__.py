"""Whatever a citizen brings to the office: a need, a question, a complaint, a change; with a receipt, a clock and an answer."""
