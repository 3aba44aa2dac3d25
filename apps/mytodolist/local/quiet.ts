/** Imported before the handlers: what they would tell CloudWatch is of no use on a terminal. */
process.env["POWERTOOLS_LOG_LEVEL"] ??= "SILENT";
process.env["POWERTOOLS_METRICS_DISABLED"] ??= "true";
// Nor what the SDK says of the Node that runs it: Lambda's is another.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
