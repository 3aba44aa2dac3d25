/** What an instance needs to know to run a release from the share. All values are known by then. */
export interface ReleaseRunnerSettings {
  /** The file system that holds the releases. */
  fileSystemId: string;
  /** The access point through which they are read. */
  accessPointId: string;
  /** The port that the release serves on. The one above it is for trials. */
  port: number;
  /** The path that answers 200 when the release can serve. */
  healthPath: string;
  /** What the release finds in its environment, by name. */
  environment: Record<string, string>;
  /** Secrets of Secrets Manager and parameters of Systems Manager for the environment: ARNs by name. */
  secretArns: Record<string, string>;
  /** What to install beside the share's client. Default: nodejs24. */
  packages?: string[];
  /** How long a boot may take once the packages are there. Default: 600. */
  bootTimeoutSeconds?: number;
  /** How long a new release may take to become healthy on a running instance. Default: 60. */
  healthTimeoutSeconds?: number;
  /** How long a release may take to finish what it has begun. Default: 30. */
  drainSeconds?: number;
  /** How often an instance looks for a new release and whether it is to leave. Default: 15. */
  pollSeconds?: number;
  /** Within how many seconds the instances of a fleet take up a new release, one after the other. Default: 120. */
  staggerSeconds?: number;
  /** Where things lie on the instance. Default: `usualFolders`. */
  folders?: InstanceFolders;
}

/** Where things lie on an instance. */
interface InstanceFolders {
  /** The script itself. */
  program: string;
  /** What must not outlive a boot, secrets among it: a folder in memory. */
  memory: string;
  /** The mounted share. */
  share: string;
  /** systemd's units. */
  units: string;
}

const usualFolders: InstanceFolders = {
  program: "/usr/local/lib/clothesline",
  memory: "/run/clothesline",
  share: "/srv/releases",
  units: "/etc/systemd/system",
};

/** The hooks of the auto scaling group that an instance reports to. */
export interface LifecycleHooks {
  /** The hook that holds an instance back until its release is healthy. */
  launchHookName: string;
  /** The hook that keeps a leaving instance until its release has drained. */
  terminateHookName: string;
}

/** The settings with every default filled in. */
export function completeSettings(settings: ReleaseRunnerSettings): Required<ReleaseRunnerSettings> {
  return {
    packages: ["nodejs24"],
    bootTimeoutSeconds: 600,
    healthTimeoutSeconds: 60,
    drainSeconds: 30,
    pollSeconds: 15,
    staggerSeconds: 120,
    folders: usualFolders,
    ...settings,
  };
}
