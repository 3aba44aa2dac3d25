/** What the engine knows of a stack: the part of an exported deployment that is read here. */
export interface Checkpoint {
  resources?: CheckpointResource[];
  pending_operations?: { type: string; resource: CheckpointResource }[];
}

export interface CheckpointResource {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  parent?: string;
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
  protect?: boolean;
  retainOnDelete?: boolean;
  aliases?: string[];
  delete?: boolean;
  external?: boolean;
}
