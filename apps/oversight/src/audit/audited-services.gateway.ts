import { Inject, Injectable } from '@nestjs/common';
import {
  CONFIG,
  feedAddresses,
  feedToken,
  type AuditedRow,
  type FactStep,
  type ServiceConfig,
  type Values,
} from '@concord/service';

/** A part of a fact, or of a view that repeats it. */
export interface Part {
  readonly items: readonly AuditedRow[];
  readonly next: string | null;
  readonly heads: readonly { readonly lane: number; readonly position: string }[];
}

/** A fact, as its owner declares it. */
export interface DeclaredFact {
  readonly name: string;
  readonly owner: string;
  /** `sku` and `order`, where rows can be asked for by them. */
  readonly about: readonly string[];
  /** What holds for a key of which the owner has no row. */
  readonly absent?: Values;
}

/** A view that repeats a fact. */
export interface DeclaredMirror {
  readonly service: string;
  readonly view: string;
}

/** A fact with the views that repeat it. */
export interface Repeated {
  readonly fact: DeclaredFact;
  readonly mirrors: readonly DeclaredMirror[];
}

interface Declared {
  readonly facts: readonly Omit<DeclaredFact, 'owner'>[];
  readonly mirrors: readonly { readonly of: string; readonly view: string }[];
}

/** What a service answers to a question of the auditor. */
export class NoAnswer extends Error {
  constructor(
    readonly service: string,
    why: string,
    /** Undefined where the service did not answer at all. */
    readonly status?: number,
  ) {
    super(`${service} ${why}.`);
  }
}

export type Asked = Readonly<Record<string, string | number | undefined>>;

/** Asks services for their facts and for what they repeat. */
@Injectable()
export class AuditedServices {
  readonly names: readonly string[];
  private readonly addresses: ReadonlyMap<string, string>;

  constructor(@Inject(CONFIG) private readonly config: ServiceConfig) {
    this.addresses = feedAddresses(config);
    this.names = [...this.addresses.keys()];
  }

  /** What a service declares. */
  declaredBy(service: string, withinMs: number): Promise<Declared> {
    return this.ask<Declared>(service, '/v1/audit', {}, withinMs);
  }

  factRows({ owner, name }: DeclaredFact, asked: Asked, withinMs: number): Promise<Part> {
    return this.ask<Part>(owner, `/v1/audit/facts/${name}`, asked, withinMs);
  }

  /** With `since` the view has applied all that the owner had written then. */
  mirrorRows({ service, view }: DeclaredMirror, fact: DeclaredFact, asked: Asked, withinMs: number, since?: Part) {
    const tokens = since?.heads.map(({ lane, position }) => `${fact.owner}.${lane}.${position}`).join(', ');
    return this.ask<Part>(service, `/v1/audit/mirrors/${fact.name}/${view}`, asked, withinMs, tokens);
  }

  /** What a fact was after each of its events. */
  async steps({ owner, name }: DeclaredFact, key: string, withinMs: number): Promise<readonly FactStep[]> {
    const route = `/v1/audit/facts/${name}/${encodeURIComponent(key)}/steps`;
    return (await this.ask<{ items: readonly FactStep[] }>(owner, route, {}, withinMs)).items;
  }

  private async ask<T>(service: string, route: string, asked: Asked, withinMs: number, tokens?: string): Promise<T> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value));
    const response = await fetch(`${this.addresses.get(service)}${route}?${query.toString()}`, {
      headers: {
        authorization: `Bearer ${await feedToken(this.config)}`,
        ...(tokens && { 'consistency-token': tokens }),
      },
      signal: AbortSignal.timeout(withinMs),
    }).catch((error: Error) => {
      throw new NoAnswer(service, `does not answer: ${error.message}`);
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new NoAnswer(service, `answered ${response.status} to ${route}`, response.status);
    }
    return (await response.json()) as T;
  }
}

/** The facts of all services with the views that repeat them. Throws where a view repeats what nobody owns. */
export function repeatedOf(declared: ReadonlyMap<string, Declared>): readonly Repeated[] {
  const facts = [...declared].flatMap(([owner, { facts }]) => facts.map((fact): DeclaredFact => ({ ...fact, owner })));
  const mirrors = [...declared].flatMap(([service, parts]) => parts.mirrors.map((mirror) => ({ service, ...mirror })));
  const orphan = mirrors.find(({ of }) => !facts.some(({ name }) => name === of));
  if (orphan) throw new Error(`${orphan.view} repeats ${orphan.of}, which no service owns.`);
  return facts.map((fact) => ({
    fact,
    mirrors: mirrors.filter(({ of }) => of === fact.name).map(({ service, view }) => ({ service, view })),
  }));
}
