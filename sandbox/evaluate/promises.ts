import * as debuggableModule from "@pulumi/pulumi/runtime/debuggable";

/** The runtime does not declare it, so this is the one place that says its type. */
const debuggable = debuggableModule as unknown as {
  debuggablePromise: <T>(promise: Promise<T>, context: unknown) => Promise<T>;
};

const { debuggablePromise } = debuggable;

/**
 * Pulumi's runtime takes some seventy stack traces for every resource, to show where a promise came from that nobody
 * waited for. The sandbox says that in its own way, and the traces are a tenth of a plan's work: they stay empty.
 */
debuggable.debuggablePromise = (promise, context) => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return debuggablePromise(promise, context);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
};
