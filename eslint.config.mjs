import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** What a folder may import, beyond its own files. Everything else is an error: this is the map of the house. */
const boundaries = {
  components: { packages: ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx", "@pulumi/random", "esbuild"], folders: [] },
  policies: { packages: ["@pulumi/policy"], folders: [] },
  sandbox: {
    packages: ["google-protobuf", "@grpc/grpc-js", "@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx", "@pulumi/random"],
    folders: [],
  },
  infra: { packages: ["@pulumi/pulumi", "@pulumi/aws", "zod"], folders: ["components"] },
  plan: { packages: ["yaml"], folders: ["sandbox", "policies", "infra"] },
};
const folders = ["components", "policies", "sandbox", "infra", "plan", "apps", "test"];

const escape = (name) => name.replaceAll("/", "\\/");

function boundary(folder, { packages, folders: allowed }) {
  const known = packages.map((name) => `${escape(name)}(?:\\/|$)`).join("|");
  const closed = folders.filter((other) => other !== folder && !allowed.includes(other)).join("|");
  return {
    files: [`${folder}/**/*.ts`],
    // A component's function code runs in Lambda, so it has libraries of its own.
    ignores: ["components/*/function/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^(?!\\.|node:|${known})`,
              message: `${folder} may import ${packages.join(", ")} and Node's own.`,
            },
            { regex: `^(?:\\.\\.\\/)+(?:${closed})(?:\\/|$)`, message: `${folder} may not import that folder.` },
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "coverage/**", "policies/rules/taggable-types.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // A resource is often made for its effect alone.
      "no-new": "off",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/ban-ts-comment": "error",
    },
  },
  {
    // mocha's describe and it return nothing to wait for.
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
  // No casts where the product is: types carry the meaning.
  {
    files: ["components/**/*.ts", "infra/**/*.ts", "policies/**/*.ts"],
    // Nor a rule switched off in passing.
    linterOptions: { noInlineConfig: true },
    rules: { "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }] },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        require: "readonly",
        exports: "writable",
        __dirname: "readonly",
        __filename: "readonly",
      },
    },
  },
  ...Object.entries(boundaries).map(([folder, rule]) => boundary(folder, rule)),
);
