package io.replyx.verify.archive;

import io.replyx.verify.evidence.NearestNeighbours;

/**
 * A search whose answers a restore has to keep.
 *
 * @param name what people call it
 * @param query what is asked
 * @param productionRows how many rows the table has in production
 */
public record DrilledSearch(String name, NearestNeighbours.Query query, long productionRows) {}
