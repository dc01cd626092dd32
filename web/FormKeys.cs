using KnowledgeBase.Store.Settings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Web;

/// <summary>
/// The keys by which the framework protects the forms of pages lie beside the index, and not in the home folder, which a service may not
/// have. Who takes them away makes open forms invalid, and nothing else.
/// </summary>
internal sealed class FormKeys(IOptions<IndexFolderOptions> index, ILoggerFactory log) : IConfigureOptions<KeyManagementOptions>
{
    public const string FolderName = "form-keys";

    public void Configure(KeyManagementOptions options)
    {
        var folder = Path.Combine(Path.GetDirectoryName(index.Value.RefusalsFile)!, FolderName);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder), log);
    }
}
