import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { propertiesFromWire, propertiesToWire, type Properties } from "../values";

/** What a request carries. */
export function propertiesOf(struct: Struct | undefined): Properties {
  return struct ? propertiesFromWire(struct.toJavaScript()) : {};
}

/** What a response carries. */
export function structOf(properties: Properties): Struct {
  return Struct.fromJavaScript(propertiesToWire(properties));
}
