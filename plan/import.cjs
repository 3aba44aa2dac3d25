"use strict";
/** In a file of its own: where TypeScript writes CommonJS it makes a `require` of every `import()`. */
exports.importModule = (url) => import(url);
