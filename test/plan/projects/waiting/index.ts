/** Ends before it is done: the promise that it waits for never comes. */
export = () => new Promise(() => undefined);
