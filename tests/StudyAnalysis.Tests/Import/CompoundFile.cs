using System.Buffers.Binary;
using System.Text;

namespace StudyAnalysis.Tests.Import;

/// <summary>A compound file as a password-protected workbook has it (MS-CFB, MS-OFFCRYPTO agile encryption with a verifier no password fits).</summary>
internal static class CompoundFile
{
    private const int Sector = 512;
    private const uint End = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    public static byte[] Encrypted()
    {
        var salt = Convert.ToBase64String(new byte[16]);
        var hash = Convert.ToBase64String(new byte[64]);
        var key = Convert.ToBase64String(new byte[32]);
        var xml = $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{salt}"/><dataIntegrity encryptedHmacKey="{hash}" encryptedHmacValue="{hash}"/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="1000" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{salt}" encryptedVerifierHashInput="{salt}" encryptedVerifierHashValue="{hash}" encryptedKeyValue="{key}"/></keyEncryptor></keyEncryptors></encryption>
            """;
        byte[] info = [4, 0, 4, 0, 0x40, 0, 0, 0, .. Encoding.UTF8.GetBytes(xml.PadRight(4600))];
        return Write(("EncryptionInfo", info), ("EncryptedPackage", new byte[5000]));
    }

    // Streams of 4096 bytes and more live in plain sectors: no mini stream is needed.
    private static byte[] Write(params (string Name, byte[] Bytes)[] streams)
    {
        var sectors = new List<byte[]>();
        var next = new List<uint>();
        var starts = new List<uint>();
        foreach (var (_, bytes) in streams)
        {
            starts.Add((uint)sectors.Count + 2);
            foreach (var chunk in bytes.Chunk(Sector))
            {
                sectors.Add([.. chunk, .. new byte[Sector - chunk.Length]]);
                next.Add((uint)sectors.Count + 2);
            }

            next[^1] = End;
        }

        var file = new List<byte>(Header());
        file.AddRange(Words([0xFFFFFFFD, End, .. next, .. Enumerable.Repeat(Free, 126 - next.Count)]));
        file.AddRange(Entry("Root Entry", 5, Free, End, 0));
        file.AddRange(Entry(streams[0].Name, 2, Free, starts[0], streams[0].Bytes.Length));
        file.AddRange(Entry(streams[1].Name, 2, 1, starts[1], streams[1].Bytes.Length, isFirst: true));
        file.AddRange(new byte[128]);
        sectors.ForEach(file.AddRange);
        return [.. file];
    }

    private static byte[] Header()
    {
        var header = new byte[Sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(24), 0x3E);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(26), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(28), 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), 6);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(44), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(48), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(56), 4096);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(60), End);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(68), End);
        header.AsSpan(76).Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(76), 0);
        return header;
    }

    private static byte[] Words(uint[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    private static byte[] Entry(string name, byte type, uint left, uint start, int size, bool isFirst = false)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(64), (ushort)((name.Length + 1) * 2));
        entry[66] = type;
        entry[67] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(68), isFirst ? left : Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(72), Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(76), type == 5 ? 2u : Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(116), start);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(120), (uint)size);
        return entry;
    }
}
