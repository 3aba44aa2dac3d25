/** Imported before the handlers: what they would tell CloudWatch is of no use on a terminal. */
process.env["POWERTOOLS_LOG_LEVEL"] ??= "SILENT";
process.env["POWERTOOLS_METRICS_DISABLED"] ??= "true";
