CREATE TABLE metrics (
  name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  unit text NOT NULL,
  description text NOT NULL,
  -- What the values of several sources at the same instant make together.
  aggregation text NOT NULL CHECK (aggregation IN ('sum', 'max'))
);

CREATE TABLE samples (
  metric text NOT NULL REFERENCES metrics,
  at timestamptz(3) NOT NULL,
  -- The replica that took the sample, or the person who entered it.
  source text NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (metric, at, source)
);

-- For the retention, which looks for the oldest of all metrics.
CREATE INDEX samples_at ON samples (at);

INSERT INTO metrics (name, unit, description, aggregation) VALUES
  ('event_loop_delay', 'ms', 'Delay of the event loop, 99th percentile, of the slowest replica.', 'max'),
  ('http_request_duration', 'ms', 'Duration of requests to the API, 95th percentile, of the slowest replica.', 'max'),
  ('http_request_rate', '1/s', 'Requests to the API, of all replicas.', 'sum'),
  ('memory_usage', 'MiB', 'Resident memory, of all replicas.', 'sum'),
  ('open_incidents', 'incidents', 'Open incidents, entered by hand.', 'max');
