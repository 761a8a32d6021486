<#ftl output_format="HTML">
<!DOCTYPE html>
<html dir="ltr" lang="${reportLanguage!"en"}">
<head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${reportUuid}'; style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; connect-src data: blob:; frame-src data: blob:">
    <title>${reportName!"Allure Report"}</title>
    <link rel="icon" href="${faviconUrl?no_esc}">
    <#list stylesUrls as styleUrl>
    <link rel="stylesheet" type="text/css" href="${styleUrl?no_esc}">
    </#list>
</head>
<body>
    <div id="alert"></div>
    <div id="content">
        <span class="spinner">
            <span class="spinner__circle"></span>
        </span>
    </div>
    <div id="popup"></div>
    <script nonce="${reportUuid}">
        // Allure's application counts visits through this function; here nobody listens.
        function gtag() {}
        window.reportDataReady = false;
        window.reportData = {};
    </script>
    <#list jsUrls as jsUrl>
    <script nonce="${reportUuid}" src="${jsUrl?no_esc}"></script>
    </#list>
    <script nonce="${reportUuid}">
        <#list reportDataFiles as name, value>
        window.reportData['${name?js_string?no_esc}'] = '${value?no_esc}';
        </#list>
        window.reportDataReady = true;
    </script>
</body>
</html>
