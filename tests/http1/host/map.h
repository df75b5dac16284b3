/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * The kernel's maps, for as many CPUs as interrupt each other. Every row is an allocation of its
 * own, so that AddressSanitizer sees who reads past it; a deleted row lives on until its program
 * ends, as it does in the kernel.
 */
#ifndef KONG_MONITOR_HOST_MAP_H
#define KONG_MONITOR_HOST_MAP_H

struct host_row {
	struct host_row *next;
	__u32 key_size;
	__u32 _pad;
	__u8 data[]; /* key, padded to 8, then value */
};

struct host_map {
	__u32 type;
	__u32 entries;
	__u32 key_size;
	__u32 value_size;
	__u32 count;
	__u32 _pad;
	__u8 *values; /* of arrays */
	struct host_row *rows; /* of hashes, newest first */
};

/* A map's variable starts with a pointer that says its type: it leads to the map. */
#define HOST_MAP(variable)                                                                    \
	host_map_open(&(variable), sizeof(*(variable).type) / sizeof(int),                    \
		      sizeof(*(variable).max_entries) / sizeof(int), sizeof(*(variable).key), \
		      sizeof(*(variable).value))
#define HOST_RING(variable) \
	host_map_open(&(variable), sizeof(*(variable).type) / sizeof(int), 0, 0, 0)

enum {
	HOST_MAPS = 32,
	HOST_CPUS = 2,
};

static __u32 host_cpu; /* who runs */
static struct host_map host_maps[HOST_MAPS];
static __u32 host_map_count;
static struct host_row *host_deleted;

static inline void host_check(int holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static inline struct host_map *host_map(void *variable)
{
	return *(struct host_map **)variable;
}

static inline int host_is_array(const struct host_map *map)
{
	return map->type == BPF_MAP_TYPE_ARRAY || map->type == BPF_MAP_TYPE_PERCPU_ARRAY;
}

/* Rows of an array; one that every CPU has of its own stands there for each. */
static inline __u64 host_array_rows(const struct host_map *map)
{
	return (__u64)map->entries * (map->type == BPF_MAP_TYPE_PERCPU_ARRAY ? HOST_CPUS : 1);
}

static inline void host_map_open(void *variable, __u32 type, __u32 entries, __u32 key_size,
				 __u32 value_size)
{
	struct host_map *map = &host_maps[host_map_count++];

	host_check(host_map_count <= HOST_MAPS, "more maps than HOST_MAPS");
	*map = (struct host_map){
		.type = type,
		.entries = entries,
		.key_size = key_size,
		.value_size = (value_size + 7) / 8 * 8,
	};
	if (host_is_array(map))
		map->values = calloc(host_array_rows(map), map->value_size);
	*(struct host_map **)variable = map;
}

static inline __u8 *host_row_value(struct host_row *row)
{
	return row->data + (row->key_size + 7) / 8 * 8;
}

/* Where the row of this key is linked, or the end of the list. */
static inline struct host_row **host_find(struct host_map *map, const void *key)
{
	struct host_row **link = &map->rows;

	while (*link && memcmp((*link)->data, key, map->key_size))
		link = &(*link)->next;
	return link;
}

static inline void *bpf_map_lookup_elem(void *variable, const void *key)
{
	struct host_map *map = host_map(variable);
	struct host_row *row;
	__u32 index;

	if (host_is_array(map)) {
		memcpy(&index, key, sizeof(index));
		if (index >= map->entries)
			return 0;
		if (map->type == BPF_MAP_TYPE_PERCPU_ARRAY)
			index += host_cpu * map->entries;
		return map->values + (__u64)index * map->value_size;
	}
	row = *host_find(map, key);
	return row ? host_row_value(row) : 0;
}

static inline void host_unlink(struct host_map *map, struct host_row **link)
{
	struct host_row *row = *link;

	*link = row->next;
	row->next = host_deleted;
	host_deleted = row;
	map->count--;
}

static inline struct host_row *host_row_make(struct host_map *map, const void *key)
{
	struct host_row *row = malloc(sizeof(*row) + (map->key_size + 7) / 8 * 8 + map->value_size);

	row->key_size = map->key_size;
	memcpy(row->data, key, map->key_size);
	row->next = map->rows;
	map->rows = row;
	map->count++;
	return row;
}

static inline long bpf_map_update_elem(void *variable, const void *key, const void *value,
				       __u64 flags)
{
	struct host_map *map = host_map(variable);
	struct host_row **link = host_find(map, key);

	if (*link && flags == BPF_NOEXIST)
		return -EEXIST;
	if (!*link && map->count >= map->entries)
		return -E2BIG;
	if (*link) /* others may still read the old one */
		host_unlink(map, link);
	memcpy(host_row_value(host_row_make(map, key)), value, map->value_size);
	host_meeting(variable);
	return 0;
}

static inline long bpf_map_delete_elem(void *variable, const void *key)
{
	struct host_map *map = host_map(variable);
	struct host_row **link = host_find(map, key);

	if (!*link)
		return -ENOENT;
	host_unlink(map, link);
	host_meeting(variable);
	return 0;
}

static inline void host_free_deleted(void)
{
	while (host_deleted) {
		struct host_row *row = host_deleted;

		host_deleted = row->next;
		free(row);
	}
}

/* A program ended: nobody has rows any more that it deleted. */
static inline void host_map_clear(void *variable)
{
	struct host_map *map = host_map(variable);

	while (map->rows)
		host_unlink(map, &map->rows);
	host_free_deleted();
}

static inline long host_for_each(void *variable, long (*step)(void *, const void *, void *, void *),
				 void *context)
{
	struct host_map *map = host_map(variable);
	struct host_row *row = map->rows;

	for (__u32 i = 0; host_is_array(map) && i < map->entries; i++)
		if (step(variable, &i, bpf_map_lookup_elem(variable, &i), context))
			break;
	while (row) {
		struct host_row *next = row->next;

		if (step(variable, row->data, host_row_value(row), context))
			break;
		row = next;
	}
	return 0;
}

#define bpf_for_each_map_elem(map, step, context, flags) \
	host_for_each((map), (long (*)(void *, const void *, void *, void *))(step), (context))

#endif
