// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Otlp.Settings;

/// <summary>What the resource is called: what the user says, and what is known where he does not.</summary>
static class ResourceSetting
{
    const string ServiceName = "service.name";

    public static ImmutableArray<KeyValuePair<string, string>> Read(Variables variables, string version)
    {
        var host = Environment.MachineName;
        var attributes = new Dictionary<string, string>
        {
            [ServiceName] = "kong-gateway",

            // Without one, two gateways of a name would be one in Prometheus. It stays the same when the monitor starts
            // again, as the counts do.
            ["service.instance.id"] = host,
            ["host.name"] = host,
            ["telemetry.sdk.name"] = OtlpResource.Product,
            ["telemetry.sdk.language"] = "dotnet",
            ["telemetry.sdk.version"] = version,
        };
        if (variables.Find("OTEL_RESOURCE_ATTRIBUTES") is { } setting)
        {
            foreach (var (name, value) in Pairs.Parse(setting.Value) ?? throw setting.Bad(OtlpRule.Attributes))
            {
                attributes[name] = value;
            }
        }

        if (variables.Find("OTEL_SERVICE_NAME") is { } service)
        {
            attributes[ServiceName] = service.Value;
        }

        return [.. attributes];
    }
}
