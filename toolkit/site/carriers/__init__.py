"""What carries each practice: every mechanism and capability that was asked for, with the parts of the toolkit that hold it."""
