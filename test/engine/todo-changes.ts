import type { Change } from "./changes";
import { edited } from "./edited";
import { program } from "./workspace";

const table = "mytodolist-table";
const readers = ["listTodos", "readTodo"].map((operation) => `mytodolist-api-${operation}`);

const withDax = edited("recoveryDays: 1", "recoveryDays: 1\n    accelerator: { nodes: 1 }");

/** The accelerator, and what the functions that read through it need of the network. */
const dax = [
  ...["Cluster", "ParameterGroup", "SubnetGroup"].map((kind) => `${kind} ${table}`),
  ...["RandomId", "Role", "RolePolicy", "SecurityGroup"].map((kind) => `${kind} ${table}-accelerator`),
  ...["cpu", "evictions", "faults", "throttles"].map((alarm) => `MetricAlarm ${table}-accelerator-${alarm}`),
  ...readers.flatMap((reader) => [
    `SecurityGroup ${reader}`,
    `SecurityGroupEgressRule ${reader}-to-dynamodb`,
    `SecurityGroupEgressRule ${reader}-to-accelerator-egress`,
    `SecurityGroupIngressRule ${reader}-to-accelerator-ingress`,
    `Traffic ${reader}-to-accelerator`,
  ]),
];
const readersTold = readers.flatMap((reader) => [`Function ${reader}`, `RolePolicy ${reader}`]);

/** What people change of the todo lists: writing goes on as it was. What an API by itself does has rows of its own. */
export const todoChanges: Change[] = [
  {
    what: "todos are read through DAX",
    project: program,
    stack: "dev",
    edit: withDax,
    created: dax,
    updated: readersTold,
  },
  {
    what: "todos are read from the table again",
    project: program,
    stack: "dev",
    from: withDax,
    edit: (file) => file,
    deleted: dax,
    updated: readersTold,
  },
];
