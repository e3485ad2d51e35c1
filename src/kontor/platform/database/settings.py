"""How the embedded server is set: for one machine, durable, reached by its socket alone."""

from __future__ import annotations

_COMMON = {
    "listen_addresses": "",
    "unix_socket_directories": "run",  # relative to the cluster, so no long or closed path is in the way
    "unix_socket_permissions": "0700",
    "max_connections": "150",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "min_wal_size": "256MB",
    "checkpoint_timeout": "15min",
    "wal_level": "minimal",  # one machine: backups are dumps, nobody follows the log
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "jit": "off",  # its compile time exceeds what our short queries take
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "2s",
    "log_line_prefix": "%m [%p] %d ",
}
_NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "autovacuum": "off",
    "log_min_duration_statement": "-1",
}


def arguments(*, durable: bool) -> list[str]:
    """Command-line arguments of `postgres`."""
    chosen = _COMMON if durable else _COMMON | _NOT_DURABLE
    return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
