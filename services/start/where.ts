import type { KafkaSettings } from '../platform/event-log/kafka/kafka-config.ts';
import type { ElasticsearchSettings } from '../platform/store/elasticsearch/elasticsearch-config.ts';

/** Where log and Store are: in the data folder, or elsewhere where an address is given. */
export interface Where {
  readonly folder: string;
  readonly kafka?: KafkaSettings | undefined;
  readonly elasticsearch?: ElasticsearchSettings | undefined;
}

/** Whether several processes share the work: nothing lies in a folder of this machine. */
export function isDistributed({ kafka, elasticsearch }: Pick<Where, 'kafka' | 'elasticsearch'>): boolean {
  return kafka !== undefined && elasticsearch !== undefined;
}
