"""What the demo's work in the background is called."""

KIND, TASK = "demo.record_facts", "simpul.demo.tasks.record_facts"
