/** Called with one line at a time while something takes long: a download, a first start, a recovery. */
export type Progress = (line: string) => void;

/** Where a server came from: named by the caller's URL, a Docker container, or a process started here. */
export type Source = 'configured' | 'container' | 'process';

/** What every server handle offers. Handles stay valid over `kill` and `restart`; `pid` then changes. */
export interface Server {
  readonly source: Source;
  readonly port: number;
  /** Of the server's main process; `undefined` for containers, for configured servers and while it is down. */
  readonly pid: number | undefined;
  /** What the server prints; `undefined` where it is not ours to keep. */
  readonly logFile: string | undefined;
  /** Ends the server in good order; does nothing for a configured one. Safe to call twice. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would: for fault tests. Refused for a configured server. */
  kill(): Promise<void>;
  /** Starts again on the same data and port, after `kill`, `stop`, or while running. Refused for a configured server. */
  restart(): Promise<void>;
}

/** A Postgres that accepts connections. */
export interface PostgresServer extends Server {
  /** Of the maintenance database; `databaseUrl` gives that of another one on the same server. */
  readonly url: string;
}

/** A Kafka that accepts produce and fetch requests. */
export interface KafkaServer extends Server {
  /** Bootstrap addresses, `host:port` each. */
  readonly brokers: string[];
}

/** Both servers; `stop` ends both. */
export interface LocalInfra {
  readonly postgres: PostgresServer;
  readonly kafka: KafkaServer;
  stop(): Promise<void>;
}

/** What a server shows to those who connect with TLS: PEM texts. */
export interface ServerCertificate {
  readonly certificate: string;
  /** PKCS 8. */
  readonly key: string;
}

/** A Kafka that also listens where nobody is let in without TLS. */
export interface SecuredKafka extends ServerCertificate {
  /** Lets in who logs in by SCRAM. */
  readonly scramPort: number;
  /** Lets in who shows a certificate of the authority. */
  readonly mutualPort: number;
  /** PEM. */
  readonly authority: string;
  /** Passwords by name. */
  readonly users: Readonly<Record<string, string>>;
}
