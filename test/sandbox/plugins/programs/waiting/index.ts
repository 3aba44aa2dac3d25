console.log(`waiting as ${String(process.pid)}`);
setInterval(() => undefined, 1000);
export const never = new Promise(() => undefined);
