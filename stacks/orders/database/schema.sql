-- What the cluster `Stock` has. The function `reserveStock` calls reserve(), the state machine `Tidy` release_cancelled().

CREATE TABLE stock (
    sku       text PRIMARY KEY,
    available integer NOT NULL CHECK (available >= 0)
);

CREATE TABLE reservation (
    order_id  uuid,
    sku       text REFERENCES stock,
    quantity  integer NOT NULL CHECK (quantity > 0),
    made_at   timestamptz NOT NULL DEFAULT now(),
    cancelled boolean NOT NULL DEFAULT false,  -- set by whoever takes the goods back
    PRIMARY KEY (order_id, sku)
);

-- Takes all lines of an order or none, and answers with those that there is not enough of. Whoever asks again for an order
-- that has its stock gets no second one.
CREATE FUNCTION reserve(wanted_order uuid, wanted json) RETURNS TABLE (sku text) LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM reservation WHERE order_id = wanted_order) THEN
        RETURN;
    END IF;
    -- In one order of rows, so that two orders never wait for each other.
    PERFORM FROM stock JOIN json_to_recordset(wanted) AS line(sku text) ON line.sku = stock.sku
        ORDER BY stock.sku FOR UPDATE OF stock;
    RETURN QUERY
        SELECT line.sku
        FROM (SELECT each.sku, sum(each.quantity) AS quantity
              FROM json_to_recordset(wanted) AS each(sku text, quantity integer) GROUP BY each.sku) AS line
        LEFT JOIN stock ON stock.sku = line.sku
        WHERE stock.available IS NULL OR stock.available < line.quantity;
    IF FOUND THEN
        RETURN;
    END IF;
    WITH line AS (
        SELECT each.sku, sum(each.quantity) AS quantity
        FROM json_to_recordset(wanted) AS each(sku text, quantity integer) GROUP BY each.sku
    ), taken AS (
        UPDATE stock SET available = stock.available - line.quantity FROM line WHERE stock.sku = line.sku
        RETURNING line.sku, line.quantity
    )
    INSERT INTO reservation (order_id, sku, quantity) SELECT wanted_order, taken.sku, taken.quantity FROM taken;
END
$$;

-- Gives back what was reserved for orders that are cancelled.
CREATE FUNCTION release_cancelled() RETURNS void LANGUAGE sql AS $$
    WITH released AS (
        DELETE FROM reservation WHERE cancelled RETURNING sku, quantity
    ), total AS (
        SELECT sku, sum(quantity) AS quantity FROM released GROUP BY sku
    )
    UPDATE stock SET available = available + total.quantity FROM total WHERE stock.sku = total.sku;
$$;
