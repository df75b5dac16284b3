// SPDX-License-Identifier: MIT
namespace KongMonitor.Packets;

[Flags]
public enum TcpControl
{
    None = 0,
    Fin = 1,
    Syn = 2,
    Rst = 4,
    Push = 8,
    Ack = 16,
}
