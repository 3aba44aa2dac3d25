# The instance belongs to no group that waits for it.
report_ready() { :; }
report_failed() { :; }
report_drained() { :; }
is_leaving() { false; }
