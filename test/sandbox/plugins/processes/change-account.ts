import { AccountFile } from "../../../../sandbox/plugins/account/account-file";

/** Puts so many things into an account, each in a change of its own. */
const [path = "", count = "0"] = process.argv.slice(2);
for (let made = 0; made < Number(count); made += 1) {
  new AccountFile(path).change(({ holdings }) => {
    const id = `made by ${String(process.pid)}, ${String(made)}`;
    holdings.push({ type: "test", id, region: "", madeAs: "", inputs: {}, computed: {} });
  });
}
